# Source files.
java Script.java
java Script.java a b
java Script.java a b c
java --source 17 Script.java a
java --source 17 noextension a
java --source=17 noextension
java --source 11 Script.java
java --source 99 Script.java
java --source
java --source=
java --source 17
java --source 17 -jar jars/echo.jar
java --source 17 -m x
java --source 17 -cp classes nowhere
java noextension
java Broken.java
java Nowhere.java
java -cp classes Script.java x
java -Dx=1 -ea Script.java x
java --enable-preview --source 17 Script.java
java --enable-preview Script.java
java script x y
java '--source 17' noextension x
java '--source 17 -version' noextension x
java '--source 17 Main' noextension x
java '--source 17 @args/version.txt' noextension x
java '--source 17 @args/options.txt' noextension x

# The class path and its wildcards.
java -classpath classes Echo
java --class-path classes Echo
java --class-path=classes Echo
java -cp nowhere -cp classes Echo
java -cp classes:lib/one.jar Info
java -cp 'lib/*:classes' Info
java -cp 'lib/*' Echo
java -cp 'src/*:classes' Info
java -cp 'nowhere/*:classes' Info
java -cp '*:classes' Info
java -cp '' Echo
java --class-path= Echo
java -cp :classes Info
CLASSPATH=classes java Echo
CLASSPATH=classes java Info
CLASSPATH='lib/*' java Echo
CLASSPATH=nowhere java -cp classes Info
CLASSPATH=nowhere java -jar jars/echo.jar
java -cp
java -classpath
java --class-path
java -cp -version

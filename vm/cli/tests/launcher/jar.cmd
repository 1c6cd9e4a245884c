# Jar files, and files that are none.
java -jar jars/echo.jar
java -jar jars/echo.jar a -b @c
java -cp nowhere -jar jars/echo.jar
java -jar jars/stored.jar x
java -jar jars/prefixed.jar x
java -jar jars/missing-main.jar
java -jar jars/nomain.jar
java -jar jars/nomanifest.jar
java -jar jars/truncated.jar
java -jar jars/text.jar
java -jar jars/empty.jar
java -jar jars/nowhere.jar
java -jar jars
java -jar classes/Echo.class
java -jar
java -jar -Xint
java -Xint -jar
java -jar -Xint jars/echo.jar x
java -Dshow=java.class.path -jar jars/echo.jar
java -splash:none.png -jar jars/echo.jar
java --dry-run -jar jars/echo.jar

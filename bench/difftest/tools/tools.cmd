# Tools of the JDK: the first word is a tool, `< file` at the end is its standard input. They run
# in a folder with the programs of the launcher's tables, compiled and packed, and with the files
# beside this table.
jar --create --verbose --date=2020-01-01T00:00:00Z --file out.jar -C classes .
jar --create --no-compress --date=2020-01-01T00:00:00Z --main-class Echo --file out.jar -C classes Echo.class
jar --create --date=2020-01-01T00:00:00Z --file greet.jar --module-version 1.2 -C mods/greet .
jar --update --date=2020-01-01T00:00:00Z --file lib/one.jar -C classes Info.class
jar tf jars/echo.jar
jar --extract --verbose --file jars/echo.jar
jar --describe-module --file $JDK/jmods/java.logging.jmod
jar --list --file jars/truncated.jar
jar --nonsense
javap -cp classes Echo Info Throw
javap -c -v -p -cp classes Info
javap -s -constants -l -cp classes Script Asserts
javap -p --module java.base java.lang.StringBuilder java.util.Optional
javap -cp classes Missing
javap bad/Bad.class
jdeps classes/Info.class
jdeps -v -cp classes classes/Info.class
jdeps -s --multi-release base jars/echo.jar lib/one.jar
jdeps --print-module-deps -cp classes classes
jdeps --jdk-internals classes
jdeps nowhere.jar
jshell --execution local - < session.jsh

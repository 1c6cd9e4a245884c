# JDK_JAVA_OPTIONS and the VM's own variables.
JDK_JAVA_OPTIONS='-cp classes' java Echo a
JDK_JAVA_OPTIONS='' java -cp classes Echo
JDK_JAVA_OPTIONS='   ' java -cp classes Echo
JDK_JAVA_OPTIONS='-Dshow=x "-Dx=a b"' java -cp classes Echo
JDK_JAVA_OPTIONS='-Dshow=x -Dx="a b"c' java -cp classes Echo
JDK_JAVA_OPTIONS='-Dx="unmatched' java -cp classes Echo
JDK_JAVA_OPTIONS='Echo' java -cp classes
JDK_JAVA_OPTIONS='-cp classes Echo' java x
JDK_JAVA_OPTIONS='-version' java -cp classes Echo
JDK_JAVA_OPTIONS='-jar jars/echo.jar' java
JDK_JAVA_OPTIONS='--module=x' java
JDK_JAVA_OPTIONS='-m x' java
JDK_JAVA_OPTIONS='--dry-run' java -cp classes Echo
JDK_JAVA_OPTIONS='@args/options.txt' java Echo
JDK_JAVA_OPTIONS='@args/version.txt' java Echo
JDK_JAVA_OPTIONS='@args/main.txt' java
JDK_JAVA_OPTIONS='@args/nowhere.txt' java -version
JDK_JAVA_OPTIONS='-showversion' java -cp classes Echo
JDK_JAVA_OPTIONS='-Xint' java -version
JDK_JAVA_OPTIONS='-Dx=1' java -fullversion
JDK_JAVA_OPTIONS='--disable-@files' java -cp classes Echo @args/options.txt
JDK_JAVA_OPTIONS='-cp' java classes Echo
JAVA_TOOL_OPTIONS='-Dshow=x -Dx=tool' java -cp classes Echo
_JAVA_OPTIONS='-Dshow=x -Dx=late' java -Dx=early -cp classes Echo
JAVA_TOOL_OPTIONS='-Xnonsense' java -version
JDK_ALTERNATE_VM=nowhere java -version

# Options that the launcher hands to the VM, rewrites or takes for itself.
java -nonsense -version
java --nonsense -version
java --nonsense=1 -version
java --nonsense= -version
java -Xnonsense -version
java -XX:+Nonsense -version
java -XX:+IgnoreUnrecognizedVMOptions -XX:+Nonsense -version
java -XX:-nonsense- -version
java -Xmx1k -version
java -Xmxnonsense -version
java -Xss1k -cp classes Echo
java -Xssnonsense -cp classes Echo
java -Xss16m -cp classes Info
java -Xss0 -cp classes Echo
java -Xmx64m -cp classes Info
java -Xmx1g -cp classes Info
java -Xmx3g -cp classes Info
java -Xms64m -Xmx8g -cp classes Info
java -ms16m -mx64m -cp classes Info
java -ss16m -cp classes Info
java -ea -cp classes Asserts
java -da -cp classes Asserts
java -ea:Asserts -cp classes Asserts
java -ea -da:Asserts -cp classes Asserts
java -enableassertions -cp classes Asserts
java -esa -cp classes Asserts
java -Xint -cp classes Echo
java -Xbatch -cp classes Echo
java -Xnoclassgc -cp classes Echo
java -noclassgc -cp classes Echo
java -Xfuture -cp classes Echo
java -verify -cp classes Echo
java -verifyremote -cp classes Echo
java -noverify -cp classes Echo
java -Xverify:none -cp classes Echo
java -checksource -cp classes Echo
java -cs -noasyncgc -cp classes Echo
java -debug -cp classes Echo
java -t -cp classes Echo
java -tm -cp classes Echo
java -version:1.8 -cp classes Echo
java -jre-restrict-search -cp classes Echo
java -jre-no-restrict-search -cp classes Echo
java -server -cp classes Echo
java -client -cp classes Echo
java -client -server -version
java -J-server -version
java -zero -version
java -J-Xint -version
java -J -version
java -d64 -version
java -cp classes Echo -client
java -XXaltjvm=nowhere -version
java -XXaltjvm=/nowhere/at/all -version
java -XXaltjvm=$JDK/lib/server -cp classes Echo
java -J-XXaltjvm=$JDK/lib/server -cp classes Echo
java -XXaltjvm=server -client -cp classes Echo
java -agentlib:nonsense -version
java -javaagent:nonsense.jar -cp classes Echo
java -XX:Flags=nowhere -cp classes Echo
java -XX:+UseSerialGC -cp classes Echo
java -XX:MaxHeapSize=64m -cp classes Info
java -verbose:nonsense -version
java -Xlog:nonsense -version
java - Echo
java -cp classes - Echo
java -- Echo
java --= Echo

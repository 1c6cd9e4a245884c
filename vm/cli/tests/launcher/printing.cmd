# Version, help, settings.
java
java -version
java --version
java -showversion
java -showversion -cp classes Echo
java --show-version -cp classes Echo
java -version --version
java -showversion --version
java --show-version -version
java -fullversion
java --full-version
java -version -cp
java -Xint -version
java -help
java -h
java -?
java --help
java -X
java --help-extra
java --show-version --help
java -cp classes
java -XshowSettings:vm -version
java -Xmx64m -Xms16m -Xss2m -XshowSettings:vm -cp classes Echo
java -XshowSettings:locale -version
java -XshowSettings:system -version
java -XshowSettings:vm
java -XshowSettings:nonsense -Dfile.encoding=UTF-8 --limit-modules java.base -version --dry-run

# Running classes: arguments, exit codes, exceptions, the main class's shape.
java -cp classes Echo
java -cp classes Echo a b c
java -cp classes Echo '' ' ' 'a b' -cp -version @args/main.txt
java -cp classes Echo 'ünïcödé' '*' 'src/*'
LC_ALL=C java -cp classes Echo 'ünïcödé'
LC_ALL=C.UTF-8 java -cp classes Echo 'ünïcödé'
java -cp classes Exit
java -cp classes Exit 0
java -cp classes Exit 3
java -cp classes Exit 255
java -cp classes Exit 256
java -cp classes Exit -1
java -cp classes Throw
java -cp classes Throw handled
java -cp classes BadInit
java -cp classes NoMain
java -cp classes InstanceMain
java -cp classes IntMain
java -cp classes PrivateMain
java -cp classes Missing
java -cp classes missing.pkg.Missing a
java -cp classes echo
java -cp classes Echo.class
java -cp classes classes/Echo
java -cp bad Bad
java Echo
java -cp nowhere Echo
java -Xdiag -cp classes Missing
java -cp classes --dry-run Echo
java -cp classes --dry-run Missing
java -cp classes --dry-run BadInit
java -cp classes Info a 'b c'
java -Djava.class.path=classes Info
java -cp classes java.lang.Object
java -Dshow=x -Dx=1 -Dx=2 -cp classes Echo
java -Dshow=x,y -Dx -Dy= -cp classes Echo

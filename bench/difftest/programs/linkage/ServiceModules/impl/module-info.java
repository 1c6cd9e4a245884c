module impl {
    requires transitive api;
    requires static java.sql;
    provides api.Codec with impl.Rot, impl.Factory, impl.Reverse;
    opens impl.open;
}

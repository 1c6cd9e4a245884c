/** More than 256 local slots (wide instructions), wide iinc, many parameters, 255-slot argument lists, big constants. */
public class WideLocals {
    static String locals(int k) {
        int v0 = k + 0; long v1 = 1L << k; double v2 = 2 * 0.5; float v3 = 3 * 0.25f; Object v4 = "o4"; int v5 = k + 5; long v6 = 6L << k;
        double v7 = 7 * 0.5; float v8 = 8 * 0.25f; Object v9 = "o9"; int v10 = k + 10; long v11 = 11L << k; double v12 = 12 * 0.5;
        float v13 = 13 * 0.25f; Object v14 = "o14"; int v15 = k + 15; long v16 = 16L << k; double v17 = 17 * 0.5; float v18 = 18 * 0.25f;
        Object v19 = "o19"; int v20 = k + 20; long v21 = 21L << k; double v22 = 22 * 0.5; float v23 = 23 * 0.25f; Object v24 = "o24";
        int v25 = k + 25; long v26 = 26L << k; double v27 = 27 * 0.5; float v28 = 28 * 0.25f; Object v29 = "o29"; int v30 = k + 30;
        long v31 = 31L << k; double v32 = 32 * 0.5; float v33 = 33 * 0.25f; Object v34 = "o34"; int v35 = k + 35; long v36 = 36L << k;
        double v37 = 37 * 0.5; float v38 = 38 * 0.25f; Object v39 = "o39"; int v40 = k + 40; long v41 = 41L << k; double v42 = 42 * 0.5;
        float v43 = 43 * 0.25f; Object v44 = "o44"; int v45 = k + 45; long v46 = 46L << k; double v47 = 47 * 0.5; float v48 = 48 * 0.25f;
        Object v49 = "o49"; int v50 = k + 50; long v51 = 51L << k; double v52 = 52 * 0.5; float v53 = 53 * 0.25f; Object v54 = "o54";
        int v55 = k + 55; long v56 = 56L << k; double v57 = 57 * 0.5; float v58 = 58 * 0.25f; Object v59 = "o59"; int v60 = k + 60;
        long v61 = 61L << k; double v62 = 62 * 0.5; float v63 = 63 * 0.25f; Object v64 = "o64"; int v65 = k + 65; long v66 = 66L << k;
        double v67 = 67 * 0.5; float v68 = 68 * 0.25f; Object v69 = "o69"; int v70 = k + 70; long v71 = 71L << k; double v72 = 72 * 0.5;
        float v73 = 73 * 0.25f; Object v74 = "o74"; int v75 = k + 75; long v76 = 76L << k; double v77 = 77 * 0.5; float v78 = 78 * 0.25f;
        Object v79 = "o79"; int v80 = k + 80; long v81 = 81L << k; double v82 = 82 * 0.5; float v83 = 83 * 0.25f; Object v84 = "o84";
        int v85 = k + 85; long v86 = 86L << k; double v87 = 87 * 0.5; float v88 = 88 * 0.25f; Object v89 = "o89"; int v90 = k + 90;
        long v91 = 91L << k; double v92 = 92 * 0.5; float v93 = 93 * 0.25f; Object v94 = "o94"; int v95 = k + 95; long v96 = 96L << k;
        double v97 = 97 * 0.5; float v98 = 98 * 0.25f; Object v99 = "o99"; int v100 = k + 100; long v101 = 101L << k;
        double v102 = 102 * 0.5; float v103 = 103 * 0.25f; Object v104 = "o104"; int v105 = k + 105; long v106 = 106L << k;
        double v107 = 107 * 0.5; float v108 = 108 * 0.25f; Object v109 = "o109"; int v110 = k + 110; long v111 = 111L << k;
        double v112 = 112 * 0.5; float v113 = 113 * 0.25f; Object v114 = "o114"; int v115 = k + 115; long v116 = 116L << k;
        double v117 = 117 * 0.5; float v118 = 118 * 0.25f; Object v119 = "o119"; int v120 = k + 120; long v121 = 121L << k;
        double v122 = 122 * 0.5; float v123 = 123 * 0.25f; Object v124 = "o124"; int v125 = k + 125; long v126 = 126L << k;
        double v127 = 127 * 0.5; float v128 = 128 * 0.25f; Object v129 = "o129"; int v130 = k + 130; long v131 = 131L << k;
        double v132 = 132 * 0.5; float v133 = 133 * 0.25f; Object v134 = "o134"; int v135 = k + 135; long v136 = 136L << k;
        double v137 = 137 * 0.5; float v138 = 138 * 0.25f; Object v139 = "o139"; int v140 = k + 140; long v141 = 141L << k;
        double v142 = 142 * 0.5; float v143 = 143 * 0.25f; Object v144 = "o144"; int v145 = k + 145; long v146 = 146L << k;
        double v147 = 147 * 0.5; float v148 = 148 * 0.25f; Object v149 = "o149"; int w = 7;
        for (int i = 0; i < 1000; i++) w += 3;
        w += 20000;
        w -= 30000;
        long sum = w; v0 += 300; sum += v0++; sum = sum * 7 + (long) (v1 * 4); sum = sum * 7 + (long) (v2 * 4);
        sum = sum * 7 + (long) (v3 * 4); sum = sum * 3 + v4.hashCode(); v5 += 300; sum += v5++; sum = sum * 7 + (long) (v6 * 4);
        sum = sum * 7 + (long) (v7 * 4); sum = sum * 7 + (long) (v8 * 4); sum = sum * 3 + v9.hashCode(); v10 += 300; sum += v10++;
        sum = sum * 7 + (long) (v11 * 4); sum = sum * 7 + (long) (v12 * 4); sum = sum * 7 + (long) (v13 * 4);
        sum = sum * 3 + v14.hashCode(); v15 += 300; sum += v15++; sum = sum * 7 + (long) (v16 * 4); sum = sum * 7 + (long) (v17 * 4);
        sum = sum * 7 + (long) (v18 * 4); sum = sum * 3 + v19.hashCode(); v20 += 300; sum += v20++; sum = sum * 7 + (long) (v21 * 4);
        sum = sum * 7 + (long) (v22 * 4); sum = sum * 7 + (long) (v23 * 4); sum = sum * 3 + v24.hashCode(); v25 += 300; sum += v25++;
        sum = sum * 7 + (long) (v26 * 4); sum = sum * 7 + (long) (v27 * 4); sum = sum * 7 + (long) (v28 * 4);
        sum = sum * 3 + v29.hashCode(); v30 += 300; sum += v30++; sum = sum * 7 + (long) (v31 * 4); sum = sum * 7 + (long) (v32 * 4);
        sum = sum * 7 + (long) (v33 * 4); sum = sum * 3 + v34.hashCode(); v35 += 300; sum += v35++; sum = sum * 7 + (long) (v36 * 4);
        sum = sum * 7 + (long) (v37 * 4); sum = sum * 7 + (long) (v38 * 4); sum = sum * 3 + v39.hashCode(); v40 += 300; sum += v40++;
        sum = sum * 7 + (long) (v41 * 4); sum = sum * 7 + (long) (v42 * 4); sum = sum * 7 + (long) (v43 * 4);
        sum = sum * 3 + v44.hashCode(); v45 += 300; sum += v45++; sum = sum * 7 + (long) (v46 * 4); sum = sum * 7 + (long) (v47 * 4);
        sum = sum * 7 + (long) (v48 * 4); sum = sum * 3 + v49.hashCode(); v50 += 300; sum += v50++; sum = sum * 7 + (long) (v51 * 4);
        sum = sum * 7 + (long) (v52 * 4); sum = sum * 7 + (long) (v53 * 4); sum = sum * 3 + v54.hashCode(); v55 += 300; sum += v55++;
        sum = sum * 7 + (long) (v56 * 4); sum = sum * 7 + (long) (v57 * 4); sum = sum * 7 + (long) (v58 * 4);
        sum = sum * 3 + v59.hashCode(); v60 += 300; sum += v60++; sum = sum * 7 + (long) (v61 * 4); sum = sum * 7 + (long) (v62 * 4);
        sum = sum * 7 + (long) (v63 * 4); sum = sum * 3 + v64.hashCode(); v65 += 300; sum += v65++; sum = sum * 7 + (long) (v66 * 4);
        sum = sum * 7 + (long) (v67 * 4); sum = sum * 7 + (long) (v68 * 4); sum = sum * 3 + v69.hashCode(); v70 += 300; sum += v70++;
        sum = sum * 7 + (long) (v71 * 4); sum = sum * 7 + (long) (v72 * 4); sum = sum * 7 + (long) (v73 * 4);
        sum = sum * 3 + v74.hashCode(); v75 += 300; sum += v75++; sum = sum * 7 + (long) (v76 * 4); sum = sum * 7 + (long) (v77 * 4);
        sum = sum * 7 + (long) (v78 * 4); sum = sum * 3 + v79.hashCode(); v80 += 300; sum += v80++; sum = sum * 7 + (long) (v81 * 4);
        sum = sum * 7 + (long) (v82 * 4); sum = sum * 7 + (long) (v83 * 4); sum = sum * 3 + v84.hashCode(); v85 += 300; sum += v85++;
        sum = sum * 7 + (long) (v86 * 4); sum = sum * 7 + (long) (v87 * 4); sum = sum * 7 + (long) (v88 * 4);
        sum = sum * 3 + v89.hashCode(); v90 += 300; sum += v90++; sum = sum * 7 + (long) (v91 * 4); sum = sum * 7 + (long) (v92 * 4);
        sum = sum * 7 + (long) (v93 * 4); sum = sum * 3 + v94.hashCode(); v95 += 300; sum += v95++; sum = sum * 7 + (long) (v96 * 4);
        sum = sum * 7 + (long) (v97 * 4); sum = sum * 7 + (long) (v98 * 4); sum = sum * 3 + v99.hashCode(); v100 += 300; sum += v100++;
        sum = sum * 7 + (long) (v101 * 4); sum = sum * 7 + (long) (v102 * 4); sum = sum * 7 + (long) (v103 * 4);
        sum = sum * 3 + v104.hashCode(); v105 += 300; sum += v105++; sum = sum * 7 + (long) (v106 * 4); sum = sum * 7 + (long) (v107 * 4);
        sum = sum * 7 + (long) (v108 * 4); sum = sum * 3 + v109.hashCode(); v110 += 300; sum += v110++; sum = sum * 7 + (long) (v111 * 4);
        sum = sum * 7 + (long) (v112 * 4); sum = sum * 7 + (long) (v113 * 4); sum = sum * 3 + v114.hashCode(); v115 += 300; sum += v115++;
        sum = sum * 7 + (long) (v116 * 4); sum = sum * 7 + (long) (v117 * 4); sum = sum * 7 + (long) (v118 * 4);
        sum = sum * 3 + v119.hashCode(); v120 += 300; sum += v120++; sum = sum * 7 + (long) (v121 * 4); sum = sum * 7 + (long) (v122 * 4);
        sum = sum * 7 + (long) (v123 * 4); sum = sum * 3 + v124.hashCode(); v125 += 300; sum += v125++; sum = sum * 7 + (long) (v126 * 4);
        sum = sum * 7 + (long) (v127 * 4); sum = sum * 7 + (long) (v128 * 4); sum = sum * 3 + v129.hashCode(); v130 += 300; sum += v130++;
        sum = sum * 7 + (long) (v131 * 4); sum = sum * 7 + (long) (v132 * 4); sum = sum * 7 + (long) (v133 * 4);
        sum = sum * 3 + v134.hashCode(); v135 += 300; sum += v135++; sum = sum * 7 + (long) (v136 * 4); sum = sum * 7 + (long) (v137 * 4);
        sum = sum * 7 + (long) (v138 * 4); sum = sum * 3 + v139.hashCode(); v140 += 300; sum += v140++; sum = sum * 7 + (long) (v141 * 4);
        sum = sum * 7 + (long) (v142 * 4); sum = sum * 7 + (long) (v143 * 4); sum = sum * 3 + v144.hashCode(); v145 += 300; sum += v145++;
        sum = sum * 7 + (long) (v146 * 4); sum = sum * 7 + (long) (v147 * 4); sum = sum * 7 + (long) (v148 * 4);
        sum = sum * 3 + v149.hashCode(); Object last = v149; double dl = v147;
        return String.valueOf(sum).concat(String.valueOf(last)).concat(String.valueOf(dl));
    }

    static long args255(
        int p0, long p1, double p2, byte p3, int p4, long p5, double p6, byte p7, int p8, long p9, double p10, byte p11, int p12, long p13,
        double p14, byte p15, int p16, long p17, double p18, byte p19, int p20, long p21, double p22, byte p23, int p24, long p25,
        double p26, byte p27, int p28, long p29, double p30, byte p31, int p32, long p33, double p34, byte p35, int p36, long p37,
        double p38, byte p39, int p40, long p41, double p42, byte p43, int p44, long p45, double p46, byte p47, int p48, long p49,
        double p50, byte p51, int p52, long p53, double p54, byte p55, int p56, long p57, double p58, byte p59, int p60, long p61,
        double p62, byte p63, int p64, long p65, double p66, byte p67, int p68, long p69, double p70, byte p71, int p72, long p73,
        double p74, byte p75, int p76, long p77, double p78, byte p79, int p80, long p81, double p82, byte p83, int p84, long p85,
        double p86, byte p87, int p88, long p89, double p90, byte p91, int p92, long p93, double p94, byte p95, int p96, long p97,
        double p98, byte p99, int p100, long p101, double p102, byte p103, int p104, long p105, double p106, byte p107, int p108,
        long p109, double p110, byte p111, int p112, long p113, double p114, byte p115, int p116, long p117, double p118, byte p119,
        int p120, long p121, double p122, byte p123, int p124, long p125, double p126, byte p127, int p128, long p129, double p130,
        byte p131, int p132, long p133, double p134, byte p135, int p136, long p137, double p138, byte p139, int p140, long p141,
        double p142, byte p143, int p144, long p145, double p146, byte p147, int p148, long p149, double p150, byte p151, int p152,
        long p153, double p154, byte p155, int p156, long p157, double p158, byte p159, int p160, long p161, double p162, byte p163,
        int p164, long p165, double p166, byte p167, int p168, int p169, int p170) {
        long s = 0; s = s * 5 + (long) p0; s = s * 5 + (long) p1; s = s * 5 + (long) p2; s = s * 5 + (long) p3; s = s * 5 + (long) p4;
        s = s * 5 + (long) p5; s = s * 5 + (long) p6; s = s * 5 + (long) p7; s = s * 5 + (long) p8; s = s * 5 + (long) p9;
        s = s * 5 + (long) p10; s = s * 5 + (long) p11; s = s * 5 + (long) p12; s = s * 5 + (long) p13; s = s * 5 + (long) p14;
        s = s * 5 + (long) p15; s = s * 5 + (long) p16; s = s * 5 + (long) p17; s = s * 5 + (long) p18; s = s * 5 + (long) p19;
        s = s * 5 + (long) p20; s = s * 5 + (long) p21; s = s * 5 + (long) p22; s = s * 5 + (long) p23; s = s * 5 + (long) p24;
        s = s * 5 + (long) p25; s = s * 5 + (long) p26; s = s * 5 + (long) p27; s = s * 5 + (long) p28; s = s * 5 + (long) p29;
        s = s * 5 + (long) p30; s = s * 5 + (long) p31; s = s * 5 + (long) p32; s = s * 5 + (long) p33; s = s * 5 + (long) p34;
        s = s * 5 + (long) p35; s = s * 5 + (long) p36; s = s * 5 + (long) p37; s = s * 5 + (long) p38; s = s * 5 + (long) p39;
        s = s * 5 + (long) p40; s = s * 5 + (long) p41; s = s * 5 + (long) p42; s = s * 5 + (long) p43; s = s * 5 + (long) p44;
        s = s * 5 + (long) p45; s = s * 5 + (long) p46; s = s * 5 + (long) p47; s = s * 5 + (long) p48; s = s * 5 + (long) p49;
        s = s * 5 + (long) p50; s = s * 5 + (long) p51; s = s * 5 + (long) p52; s = s * 5 + (long) p53; s = s * 5 + (long) p54;
        s = s * 5 + (long) p55; s = s * 5 + (long) p56; s = s * 5 + (long) p57; s = s * 5 + (long) p58; s = s * 5 + (long) p59;
        s = s * 5 + (long) p60; s = s * 5 + (long) p61; s = s * 5 + (long) p62; s = s * 5 + (long) p63; s = s * 5 + (long) p64;
        s = s * 5 + (long) p65; s = s * 5 + (long) p66; s = s * 5 + (long) p67; s = s * 5 + (long) p68; s = s * 5 + (long) p69;
        s = s * 5 + (long) p70; s = s * 5 + (long) p71; s = s * 5 + (long) p72; s = s * 5 + (long) p73; s = s * 5 + (long) p74;
        s = s * 5 + (long) p75; s = s * 5 + (long) p76; s = s * 5 + (long) p77; s = s * 5 + (long) p78; s = s * 5 + (long) p79;
        s = s * 5 + (long) p80; s = s * 5 + (long) p81; s = s * 5 + (long) p82; s = s * 5 + (long) p83; s = s * 5 + (long) p84;
        s = s * 5 + (long) p85; s = s * 5 + (long) p86; s = s * 5 + (long) p87; s = s * 5 + (long) p88; s = s * 5 + (long) p89;
        s = s * 5 + (long) p90; s = s * 5 + (long) p91; s = s * 5 + (long) p92; s = s * 5 + (long) p93; s = s * 5 + (long) p94;
        s = s * 5 + (long) p95; s = s * 5 + (long) p96; s = s * 5 + (long) p97; s = s * 5 + (long) p98; s = s * 5 + (long) p99;
        s = s * 5 + (long) p100; s = s * 5 + (long) p101; s = s * 5 + (long) p102; s = s * 5 + (long) p103; s = s * 5 + (long) p104;
        s = s * 5 + (long) p105; s = s * 5 + (long) p106; s = s * 5 + (long) p107; s = s * 5 + (long) p108; s = s * 5 + (long) p109;
        s = s * 5 + (long) p110; s = s * 5 + (long) p111; s = s * 5 + (long) p112; s = s * 5 + (long) p113; s = s * 5 + (long) p114;
        s = s * 5 + (long) p115; s = s * 5 + (long) p116; s = s * 5 + (long) p117; s = s * 5 + (long) p118; s = s * 5 + (long) p119;
        s = s * 5 + (long) p120; s = s * 5 + (long) p121; s = s * 5 + (long) p122; s = s * 5 + (long) p123; s = s * 5 + (long) p124;
        s = s * 5 + (long) p125; s = s * 5 + (long) p126; s = s * 5 + (long) p127; s = s * 5 + (long) p128; s = s * 5 + (long) p129;
        s = s * 5 + (long) p130; s = s * 5 + (long) p131; s = s * 5 + (long) p132; s = s * 5 + (long) p133; s = s * 5 + (long) p134;
        s = s * 5 + (long) p135; s = s * 5 + (long) p136; s = s * 5 + (long) p137; s = s * 5 + (long) p138; s = s * 5 + (long) p139;
        s = s * 5 + (long) p140; s = s * 5 + (long) p141; s = s * 5 + (long) p142; s = s * 5 + (long) p143; s = s * 5 + (long) p144;
        s = s * 5 + (long) p145; s = s * 5 + (long) p146; s = s * 5 + (long) p147; s = s * 5 + (long) p148; s = s * 5 + (long) p149;
        s = s * 5 + (long) p150; s = s * 5 + (long) p151; s = s * 5 + (long) p152; s = s * 5 + (long) p153; s = s * 5 + (long) p154;
        s = s * 5 + (long) p155; s = s * 5 + (long) p156; s = s * 5 + (long) p157; s = s * 5 + (long) p158; s = s * 5 + (long) p159;
        s = s * 5 + (long) p160; s = s * 5 + (long) p161; s = s * 5 + (long) p162; s = s * 5 + (long) p163; s = s * 5 + (long) p164;
        s = s * 5 + (long) p165; s = s * 5 + (long) p166; s = s * 5 + (long) p167; s = s * 5 + p168; s = s * 5 + p169; s = s * 5 + p170;
        return s;
    }

    double instance(long a, double b, int c, float d, long e, double f, short g, char h, byte i, boolean j, Object k, long l) {
        return a + b + c + d + e + f + g + h + i + (j ? 1 : 0) + (k == null ? 1 : 2) + l;
    }

    public static void main(String[] args) {
        System.out.println(locals(3));
        System.out.println(args255(0, 1L, 2.0, (byte) 3, 4, 5L, 6.0, (byte) 7, 8, 9L, 10.0, (byte) 11, 12, 13L, 14.0, (byte) 15, 16, 17L, 18.0, (byte) 19, 20,
            21L, 22.0, (byte) 23, 24, 25L, 26.0, (byte) 27, 28, 29L, 30.0, (byte) 31, 32, 33L, 34.0, (byte) 35, 36, 37L, 38.0, (byte) 39,
            40, 41L, 42.0, (byte) 43, 44, 45L, 46.0, (byte) 47, 48, 49L, 50.0, (byte) 51, 52, 53L, 54.0, (byte) 55, 56, 57L, 58.0,
            (byte) 59, 60, 61L, 62.0, (byte) 63, 64, 65L, 66.0, (byte) 67, 68, 69L, 70.0, (byte) 71, 72, 73L, 74.0, (byte) 75, 76, 77L,
            78.0, (byte) 79, 80, 81L, 82.0, (byte) 83, 84, 85L, 86.0, (byte) 87, 88, 89L, 90.0, (byte) 91, 92, 93L, 94.0, (byte) 95, 96,
            97L, 98.0, (byte) 99, 100, 101L, 102.0, (byte) 3, 104, 105L, 106.0, (byte) 7, 108, 109L, 110.0, (byte) 11, 112, 113L, 114.0,
            (byte) 15, 116, 117L, 118.0, (byte) 19, 120, 121L, 122.0, (byte) 23, 124, 125L, 126.0, (byte) 27, 128, 129L, 130.0, (byte) 31,
            132, 133L, 134.0, (byte) 35, 136, 137L, 138.0, (byte) 39, 140, 141L, 142.0, (byte) 43, 144, 145L, 146.0, (byte) 47, 148, 149L,
            150.0, (byte) 51, 152, 153L, 154.0, (byte) 55, 156, 157L, 158.0, (byte) 59, 160, 161L, 162.0, (byte) 63, 164, 165L, 166.0,
            (byte) 67, 168, 169, 170));
        System.out.println(new WideLocals().instance(1, 2.5, 3, 4.5f, 5, 6.5, (short) 7, 'h', (byte) 9, true, "x", 1L << 40));
        System.out.println("done WideLocals");
    }
}

// Skrip halaman. Tanpa skrip, setiap halaman tetap lengkap; tiap berkas di folder ini menambah satu kemudahan.
"use strict";

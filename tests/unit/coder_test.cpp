#include <gtest/gtest.h>
#include "demarche/demarche.h"
TEST(Coder, HasAVersion) { EXPECT_FALSE(demarche::version().empty()); }

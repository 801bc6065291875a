#pragma once
#include "demarche/demarche.h"
#include <memory>
namespace demarche { class Parser{public:static Result<Parser> load(const std::string&);Done run(Document&)const;Parser(Parser&&)noexcept;Parser&operator=(Parser&&)noexcept;~Parser();private:struct Net;explicit Parser(std::unique_ptr<const Net>);std::unique_ptr<const Net> net_;};}

# make run       mở sản phẩm với dữ liệu minh họa        open the product on demonstration data
# make test      chạy mọi kiểm thử trên SQLite và PostgreSQL   run all tests on both databases
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3 2>/dev/null))
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run install test test-long bench bundle lint messages clean

help:  ## Các lệnh
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

.venv/run.ready: requirements/run.lock pyproject.toml
	@bash tools/environment.sh run $(PYTHON)
	@touch $@

.venv/test.ready: requirements/test.lock .venv/run.ready
	@bash tools/environment.sh test $(PYTHON)
	@touch $@

build/assets.ready: .venv/run.ready $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null) $(shell find src -name '*.po' -o -name '*.html' 2>/dev/null)
	@bash tools/assets.sh
	@mkdir -p build && touch $@

run: build/assets.ready  ## Mở sản phẩm với dữ liệu minh họa tại http://localhost:8000 (PORT= để đổi cổng)
	@$(BIN)/nghisu demo
	@exec $(BIN)/nghisu serve

setup: build/assets.ready  ## Chuẩn bị để dùng thật: chương trình và giao diện, không có gì của kiểm thử

install: .venv/test.ready build/assets.ready  ## Chuẩn bị môi trường với mọi thứ mà make test cần

test: install  ## Chạy mọi kiểm thử trên SQLite và PostgreSQL
	@bash tools/test.sh

test-long: install  ## Chạy các kiểm thử lâu hơn
	@bash tools/test.sh --long

bench: install  ## Đo tốc độ
	@for program in bench/*.py; do echo "== $$program"; $(BIN)/python $$program || exit 1; done

bundle: build/assets.ready  ## Gói cài đặt cho máy không có Internet, trong build/
	@$(BIN)/python tools/bundle.py

lint: .venv/test.ready  ## Kiểm tra cách viết, kiểu dữ liệu và các tầng
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy

messages: .venv/test.ready  ## Gom các câu cần dịch vào src/nghisu/locale
	@$(BIN)/python tools/messages.py

clean:  ## Xóa những gì dựng lại được (giữ nguyên dữ liệu trong var/)
	@rm -rf .venv build frontend/dist frontend/node_modules .mypy_cache .ruff_cache .pytest_cache

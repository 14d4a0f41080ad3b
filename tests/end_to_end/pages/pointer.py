# SPDX-License-Identifier: GPL-2.0-only
"""Moves a real pointer over a report's diagram and clicks; prints as JSON what came to be seen.

usage: pointer.py PAGE.html
"""
import json
import pathlib
import sys

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By


def open_browser():
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(argument)
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def look(browser):
    operations = browser.find_elements(By.CLASS_NAME, "operation")
    heading = browser.find_element(By.TAG_NAME, "h1")

    def values_of(operation):
        return browser.find_element(By.ID, operation.get_attribute("aria-describedby"))

    def after(actions, operation):
        actions.perform()
        shown = values_of(operation)
        return shown.text if shown.is_displayed() else ""

    def pointer():
        return ActionChains(browser, duration=0)

    first, second = operations[:2]
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", first)
    return {
        "away": after(pointer().move_to_element(heading), first),
        "hovered": after(pointer().move_to_element(first), first),
        "left": after(pointer().move_to_element(second), first),
        "clicked": after(pointer().click(second).move_to_element(heading), second),
    }


with open_browser() as browser:
    browser.get(pathlib.Path(sys.argv[1]).resolve().as_uri())
    print(json.dumps(look(browser)))

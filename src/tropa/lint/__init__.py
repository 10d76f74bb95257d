"""The method's rules, one a file, code TR001…"""

"""The hall's WeChat official account: answers what people ask there, and warns who wants to be warned.

Nothing of it exists unless it is set (docs/wechat.md). The protocol is WeChat's public one.
"""

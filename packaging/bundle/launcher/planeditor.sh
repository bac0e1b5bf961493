#!/bin/sh
# Starts the program of the folder this file lies in, wherever that is; nothing of the machine's own Python is looked at.
me=$(readlink -f -- "$0") || exit 3
here=${me%/*}
unset PYTHONHOME PYTHONPATH PYTHONSTARTUP
export PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1
exec "$here/python/bin/python3" -P -X utf8 -m planeditor "$@"

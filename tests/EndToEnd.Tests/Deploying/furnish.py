# An organization as ./baseline apply leaves it, as far as the stacks ask for it: what a rehearsal begins with too. The argument is the folder deploy/.
import pathlib

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1] + '/tool')
from awscli_calls import Aws
from names import Names
from rehearsal import furnish

names = Names.read(pathlib.Path(sys.argv[1]).parent / 'policies')
furnish(Aws(names.region), names)
answer({})

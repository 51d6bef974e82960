# The four steps of a rotation, as Secrets Manager asks for them, by the function of member.yaml, each of them twice. boto3 and answer() are defined before; the argument is the template.
import uuid

from awscli.customizations.cloudformation.yamlhelper import yaml_parse

manager = boto3.client('secretsmanager')
calls = set()
boto3.DEFAULT_SESSION.events.register('before-call', lambda model, **_: calls.add(f'{model.service_model.service_name} {model.name}'))
defined = {}
exec(yaml_parse(open(sys.argv[1]).read())['Resources']['Rotation']['Properties']['Code']['ZipFile'], defined)


def value(stage):
    return manager.get_secret_value(SecretId=secret, VersionStage=stage)['SecretString']


def refused(token, step):
    try:
        defined['handler']({'SecretId': secret, 'ClientRequestToken': token, 'Step': step}, None)
        return None
    except Exception as error:
        return str(error)


secret = manager.create_secret(Name='/shop/prod/credentials', SecretString='first')['ARN']
token = str(uuid.uuid4())
stranger = refused(str(uuid.uuid4()), 'createSecret')
manager.put_secret_value(SecretId=secret, ClientRequestToken=token, SecretString='held', VersionStages=['AWSPENDING'])
for step in ('createSecret', 'createSecret', 'setSecret', 'testSecret'):
    short = refused(token, step)
held = value('AWSPENDING')
manager.put_secret_value(SecretId=secret, ClientRequestToken=(token := str(uuid.uuid4())), SecretString=48 * 'x', VersionStages=['AWSPENDING'])
for step in ('testSecret', 'finishSecret', 'finishSecret'):
    assert refused(token, step) is None, (step, refused(token, step))
answer({'stranger': stranger, 'held': held, 'short': short, 'current': value('AWSCURRENT'), 'previous': value('AWSPREVIOUS'), 'calls': sorted(calls)})

# Run by moto_server before anything else. moto's Step Functions carries state machines out, Distributed Map too; what follows is what it leaves to be done (moto 5.2.1):
# it asks the other services at a port that it was not given, answers for functions without running any, writes no results, and takes any number of failures.
import json
import os
import urllib.request

import boto3
import botocore.config
import werkzeug.serving

# It is started on a free port, and finds itself by this variable.
_bind = werkzeug.serving.BaseWSGIServer.__init__


def bind(self, *arguments, **options):
    _bind(self, *arguments, **options)
    os.environ["MOTO_PORT"] = str(self.port)


werkzeug.serving.BaseWSGIServer.__init__ = bind


def functions_are_run():
    """A function without Docker is whatever listens at the address in the variable: it says whether the function failed as Lambda does, in a header."""
    from moto.awslambda_simple.models import LambdaSimpleBackend

    def invoke(self, function_name, qualifier, body, headers, response_headers):
        asked = urllib.request.Request(os.environ["FUNCTIONS"] + function_name, data=body.encode() if isinstance(body, str) else body, method="POST")
        with urllib.request.urlopen(asked) as answer:
            if failed := answer.headers.get("X-Amz-Function-Error"):
                response_headers["x-amz-function-error"] = failed
            return answer.read()

    LambdaSimpleBackend.invoke = invoke


def results_are_written():
    """As the Step Functions Developer Guide describes ResultWriter and ToleratedFailurePercentage of Distributed Map (read 2026-11)."""
    from moto.stepfunctions.parser.api import HistoryEventType, MapRunFailedEventDetails
    from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
    from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
    from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.distributed_iteration_component import DistributedIterationComponent
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor.distributed_item_processor_worker import DistributedItemProcessorWorker
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.result_writer.resource_eval.resource_eval_s3 import ResourceEvalS3
    from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
    from moto.stepfunctions.parser.asl.eval.program_state import ProgramError

    selected = DistributedItemProcessorWorker._eval_input
    evaluated = DistributedItemProcessorWorker._eval_job

    def select(self, env_frame):
        selected(self, env_frame)
        self.child_input = json.dumps(env_frame.states.get_input(), default=lambda time: time.isoformat())

    def evaluate(self, env, job):
        evaluated(self, env, job)
        ended = env.program_state()
        child = {"ExecutionArn": f"{self._map_run_record.map_run_arn}:{job.job_index}", "Input": self.child_input, "Name": str(job.job_index)}
        if isinstance(ended, ProgramError):
            child |= {"Status": "FAILED", "Error": ended.error.get("error"), "Cause": ended.error.get("cause")}
        else:
            child |= {"Status": "SUCCEEDED", "Output": json.dumps(job.job_output)}
        self._map_run_record.__dict__.setdefault("children", []).append(child)

    ran = DistributedIterationComponent._map_run

    def run(self, env, eval_input):
        ran(self, env, eval_input)
        children = eval_input.map_run_record.__dict__.get("children", [])
        failed = sum(child["Status"] == "FAILED" for child in children)
        if failed * 100 > len(children) * (eval_input.tolerated_failure_percentage or 0):
            name = StatesErrorName(typ=StatesErrorNameType.StatesExceedToleratedFailureThreshold)
            details = MapRunFailedEventDetails(error=name.error_name, cause="The specified tolerated failure threshold was exceeded")
            raise FailureEventException(FailureEvent(env=env, error_name=name, event_type=HistoryEventType.TaskFailed, event_details=EventDetails(mapRunFailedEventDetails=details)))

    def put_object(env, resource_runtime_part, state_credentials):
        parameters, _ = env.stack.pop(), env.stack.pop()
        if elsewhere := os.environ["RESULTS"]:
            s3 = boto3.client("s3", endpoint_url=elsewhere, aws_access_key_id="test", aws_secret_access_key="test", region_name="eu-west-1", config=botocore.config.Config(s3={"addressing_style": "path"}))
        else:
            s3 = ResourceEvalS3._get_s3_client(resource_runtime_part=resource_runtime_part, state_credentials=state_credentials)
        record = env.map_run_record_pool_manager.get_all().pop()
        folder = f"{parameters['Prefix']}/{record.map_run_arn.split(':')[-1]}"
        files = {"FAILED": [], "PENDING": [], "SUCCEEDED": []}
        for status, listed in files.items():
            if children := [child for child in record.__dict__.get("children", []) if child["Status"] == status]:
                body = json.dumps(children).encode()
                listed.append({"Key": f"{folder}/{status}_0.json", "Size": len(body)})
                s3.put_object(Bucket=parameters["Bucket"], Key=listed[0]["Key"], Body=body)
        manifest = {"DestinationBucket": parameters["Bucket"], "MapRunArn": record.map_run_arn, "ResultFiles": files}
        s3.put_object(Bucket=parameters["Bucket"], Key=f"{folder}/manifest.json", Body=json.dumps(manifest).encode())
        env.stack.append({"MapRunArn": record.map_run_arn, "ResultWriterDetails": {"Bucket": parameters["Bucket"], "Key": f"{folder}/manifest.json"}})

    DistributedItemProcessorWorker._eval_input = select
    DistributedItemProcessorWorker._eval_job = evaluate
    DistributedIterationComponent._map_run = run
    ResourceEvalS3._handle_put_object = staticmethod(put_object)


def nobody_waits():
    """The time between two attempts is AWS's to keep; here the next begins at once."""
    from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl

    class Time:
        sleep = staticmethod(lambda seconds: None)

    retrier_decl.time = Time


def executions_leave_each_other_alone():
    """Each begins with a deep copy of its state machine, and with it of every other execution, threads and all, over which the second one fails."""
    import copy

    from moto.stepfunctions.parser import models

    class Copy:
        deepcopy = staticmethod(copy.copy)

    models.copy = Copy


functions_are_run()
results_are_written()
nobody_waits()
executions_leave_each_other_alone()

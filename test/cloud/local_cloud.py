"""
Runs MiniStack with what it lacks, so that the product's templates and functions need no word about it. Each gap is named in
docs/cloud-test.md; whoever raises the version in requirements.txt tries whether some can go.
"""

import base64
import contextvars
import copy
import json
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path

import resource_types
from ministack.app import main
from ministack.core import lambda_runtime
from ministack.services import apigateway_v1, eventbridge, lambda_svc, ses, stepfunctions
from ministack.services.cloudformation import custom_resource


def run_branches(state, given, execution, context):
    """A Parallel as Step Functions has it: variables and tokens of its own for each branch, the first failure ends it, Output and Assign."""
    branches, outcomes = state["Branches"], queue.SimpleQueue()
    given_on = stepfunctions._apply_jsonata_arguments(state, given, context)

    def run(index, branch, own):
        try:
            made = stepfunctions._run_sub_machine(branch["States"], branch["StartAt"], given_on, execution, own)
            outcomes.put((index, made, None))
        except Exception as error:
            outcomes.put((index, None, error))

    for index, branch in enumerate(branches):
        scope = contextvars.copy_context()
        own = copy.deepcopy(context)
        threading.Thread(target=scope.run, args=(run, index, branch, own), daemon=True).start()
    results = [None] * len(branches)
    for _ in branches:
        index, made, error = outcomes.get()
        if error is not None:
            raise error
        results[index] = made
    output = stepfunctions._apply_jsonata_output(state, given, context, result=results, default=results)
    stepfunctions._apply_state_assign(state, given, context, result=results)
    return output, stepfunctions._next_or_end(state)


# Lambda's own runtime for Node tells the name of an error, which Retry and Catch match. The rest of what it has is in in-lambda.cjs.
PREAMBLE = f"require({json.dumps(str(Path(__file__).with_name('in-lambda.cjs')))});\n"
THROWN = 'status: "error", error: String(err.message || err)'
CAUGHT = 'status: "error", error: e.message, trace'


def speak_as_node_does():
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    if THROWN not in script or CAUGHT not in script:
        sys.exit("MiniStack's script for Node has changed: see whether errors keep their names now")
    script = script.replace(THROWN, THROWN + ", name: err.name").replace(
        CAUGHT, 'status: "error", name: e.name, error: e.message, trace')
    lambda_runtime._NODEJS_WORKER_SCRIPT = PREAMBLE + script
    invoke = lambda_runtime.Worker.invoke
    name = threading.local()

    def invoke_and_keep_name(self, *args, **kwargs):
        result = invoke(self, *args, **kwargs)
        name.known = result.get("name")
        return result

    lambda_runtime.Worker.invoke = invoke_and_keep_name
    warm = lambda_svc._execute_function_warm

    def execute_and_tell_name(*args, **kwargs):
        name.known = None
        result = warm(*args, **kwargs)
        body = result.get("body")
        if result.get("error") and name.known and body.get("errorType") == "Runtime.HandlerError":
            body["errorType"] = name.known
        return result

    lambda_svc._execute_function_warm = execute_and_tell_name
    streamed = lambda_svc._function_url_stream_response

    def stream_response(result, cors_headers):
        body = result.get("body")
        if isinstance(body, dict) and body.get("isBase64Encoded"):
            return lambda_svc._function_url_proxy_response(body, cors_headers)
        return streamed(result, cors_headers)

    lambda_svc._function_url_stream_response = stream_response


def stream_through_rest_apis():
    """Such integrations have addresses of their own; the answer is whole by then, and given as any other."""
    named = apigateway_v1._extract_lambda_ref_from_integration_uri
    apigateway_v1._extract_lambda_ref_from_integration_uri = lambda uri: named(
        uri.replace("/response-streaming-invocations", "/invocations"))
    shape = lambda_svc.lambda_execute_result_to_api_proxy_response

    def shape_streamed(result):
        answer, error = shape(result)
        if isinstance(answer, dict) and answer.get("streamed"):
            # Text that stands for bytes would be passed on as text.
            answer = {**answer, "body": base64.b64decode(answer["body"]), "isBase64Encoded": False}
        return answer, error

    lambda_svc.lambda_execute_result_to_api_proxy_response = shape_streamed


def wait_for_custom_resources():
    """One that fails before it answers would be waited for an hour."""
    invoke = custom_resource.invoke_custom_resource

    def invoke_for_a_minute(request, logical_id, props, *others, **named):
        return invoke(request, logical_id, {"ServiceTimeout": "60", **props}, *others, **named)

    custom_resource.invoke_custom_resource = invoke_for_a_minute


def let_tests_play_aws():
    """Results of scans and bounces come from AWS itself, and nothing here makes them: tests put them on the bus."""
    put = eventbridge._put_events
    eventbridge._put_events = lambda data, allow_aws_source=True: put(data, allow_aws_source=True)


def keep_mail(folder):
    """Mail as it was sent, byte for byte, as a file each; what MiniStack keeps of it is taken apart."""
    send = ses._send_raw_email

    def send_and_keep(params):
        status, headers, body = send(params)
        if status == 200:
            raw = base64.b64decode(ses._p(params, "RawMessage.Data"))
            part = folder / f"{time.time_ns()}.part"
            part.write_bytes(raw)
            part.rename(part.with_suffix(".eml"))
        return status, headers, body

    ses._send_raw_email = send_and_keep


def end_with_whoever_started():
    """Whoever started this holds its standard input: when that closes, all that runs here ends."""
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    resource_types.fill()
    stepfunctions._run_parallel_branches = run_branches
    speak_as_node_does()
    stream_through_rest_apis()
    wait_for_custom_resources()
    let_tests_play_aws()
    keep_mail(Path(os.environ["KAIJI_SENT_MAIL"]))
    threading.Thread(target=end_with_whoever_started, daemon=True).start()
    sys.argv[1:] = []
    main()

"""Thousands of findings through a queue of the sandbox to several functions, as the event source mapping brings them."""

import collections
import json
import random
import threading
import time

from . import estate as estates

# Message is refused unread or read and refused, by turns: cut off, no event, an account of nobody's, a bucket of another account.
POISONS = 4
WORKERS = 2


class Run:
    """How a queue of findings ended."""

    def __init__(self, estate, start, findings, seed):
        self.estate, self.start = estate, start
        self.poison, self.duplicates = findings * 5 // 100, findings * 10 // 100
        self.buckets = [f"prod-{number:06}" for number in range(findings - self.poison - self.duplicates)]
        self.sqs = estate.client("sqs")
        redrive = {"deadLetterTargetArn": f"arn:aws:sqs:{estates.REGION}:{estate.home}:{estate.declared['deadLetterQueue']}", "maxReceiveCount": "10"}
        self.queue = self.sqs.create_queue(QueueName="findings", Attributes={"RedrivePolicy": json.dumps(redrive), "VisibilityTimeout": "600"})["QueueUrl"]
        estate.open_buckets(self.buckets)
        estate.client("s3").create_bucket(Bucket="of-another-account", CreateBucketConfiguration={"LocationConstraint": estates.REGION})
        self._fill(random.Random(seed))
        estate.asked()

    def _fill(self, chance):
        bodies = [self.estate.event(bucket) for bucket in self.buckets] + [self.estate.event(bucket) for bucket in chance.sample(self.buckets, self.duplicates)]
        bodies += [self._poison(number) for number in range(self.poison)]
        chance.shuffle(bodies)
        for first in range(0, len(bodies), 10):
            self.sqs.send_message_batch(QueueUrl=self.queue, Entries=[{"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies[first:first + 10])])

    def _poison(self, number):
        good = self.estate.event(self.buckets[number], number)
        return (good[:-9], json.dumps({"poison": number}), self.estate.event(self.buckets[number], number, account="999988887777"), self.estate.event("of-another-account", number))[number % POISONS]

    def play(self):
        """Delivers until the queue is empty; gives the seconds."""
        self.functions, self.faults = [], []
        begun = time.perf_counter()
        workers = [threading.Thread(target=self._work) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.elapsed = time.perf_counter() - begun
        self.memory = max(function.memory_mb() for function in self.functions)
        for function in self.functions:
            function.close()
        if self.faults:
            raise SystemExit(f"a worker failed: {self.faults[0]}")
        return self

    def _work(self):
        try:
            function = self.start()
            self.functions.append(function)
            sqs = self.estate.client("sqs")
            while True:
                messages = sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10, MessageSystemAttributeNames=["ApproximateReceiveCount"]).get("Messages")
                if not messages:
                    left = sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"])["Attributes"]
                    if sum(map(int, left.values())) == 0:
                        return
                    time.sleep(0.2)
                    continue
                handed = estates.batch(message["Body"] for message in messages)
                for record, message in zip(handed["Records"], messages):
                    record["attributes"]["ApproximateReceiveCount"] = message["Attributes"]["ApproximateReceiveCount"]
                again = {int(failure["itemIdentifier"]) for failure in function.invoke(handed)[0]["batchItemFailures"]}
                done = [{"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]} for number, message in enumerate(messages) if number not in again]
                if done:
                    sqs.delete_message_batch(QueueUrl=self.queue, Entries=done)
                for number in again:
                    # As if its time of being hidden had passed.
                    sqs.change_message_visibility(QueueUrl=self.queue, ReceiptHandle=messages[number]["ReceiptHandle"], VisibilityTimeout=1)
        except BaseException as fault:
            self.faults.append(repr(fault))
            raise

    def verdict(self):
        """What was lost, and what was done twice: both must be nothing."""
        asked = self.estate.asked()
        steps = collections.Counter()
        for page in self.estate.client("dynamodb").get_paginator("scan").paginate(TableName=self.estate.declared["table"], ProjectionExpression="pk, step"):
            steps.update((item["pk"]["S"], item["step"]["S"]) for item in page["Items"] if "step" in item)
        fixed = {incident.rsplit("|", 1)[1]: count for (incident, step), count in steps.items() if step == "Fixed"}
        codes = collections.Counter()
        while messages := self.sqs.receive_message(QueueUrl=self.estate.dead, MaxNumberOfMessages=10, MessageAttributeNames=["All"]).get("Messages"):
            codes.update(message.get("MessageAttributes", {}).get("code", {}).get("StringValue", "redriven") for message in messages)
            self.sqs.delete_message_batch(QueueUrl=self.estate.dead, Entries=[{"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]} for number, message in enumerate(messages)])
        return {
            "lost": sum(bucket not in fixed or not self.estate.is_blocked(bucket) for bucket in self.buckets) + abs(self.poison - sum(codes.values())),
            "twice": sum(count > 1 for count in fixed.values()) + asked.get("s3:PutPublicAccessBlock", 0) - len(self.buckets),
            "alerts": asked.get("sns:Publish", 0),
            "refused": dict(sorted(codes.items())),
            "calls": sum(asked.values()),
        }

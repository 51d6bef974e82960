"""Names of stacks, queues, roles: what the policies say, so that nothing is said twice."""
import json
import pathlib


class PolicyFault(Exception):
    """A file of the policies is missing or says too little."""


class Names:
    """What the templates are told, from policies/*.json."""

    def __init__(self, folder, zone, alerts, remediations, environments):
        self.folder = folder
        self.prefix = zone["namePrefix"]
        self.managed_by = zone["managedBy"]
        self.region = zone["homeRegion"]
        self.regions = [self.region] + [each for each in zone["governedRegions"] if each != self.region]
        self.bus = alerts["bus"]["name"]
        self.topics = [each["name"] for each in alerts["topics"].values()]
        self.topic_prefix = common_prefix(self.topics)
        self.topics_key = f"alias/{self.prefix}{alerts['key']}" if "key" in alerts else "alias/aws/sns"
        self.queue, self.dead_letters = remediations["queue"], remediations["deadLetterQueue"]
        self.ledger = remediations["table"]
        self.member_role = remediations["role"]
        self.path = "/" + "".join(f"{part}/" for part in self.member_role.split("/")[:-1])
        self.role_name = self.member_role.split("/")[-1]
        self.sweep_hours = remediations.get("sweepStaleAfterHours", 26)
        self.units = environments
        self.foundation = f"{self.prefix}foundation"
        self.scale, self.scale_roles = f"{self.prefix}scale", f"{self.prefix}scale-roles"

    @staticmethod
    def read(folder: pathlib.Path):
        """Raises PolicyFault with the file and what it lacks. The tool itself checks policies: ./baseline validate."""
        def load(name):
            try:
                return json.loads((folder / name).read_text(encoding="utf-8"))
            except (OSError, ValueError) as unreadable:
                raise PolicyFault(f"{folder / name}: {unreadable} — run this from a checkout or a release, where policies/ lies beside deploy/") from None
        try:
            units = {each: load(f"environments/{each}.json")["organizationalUnit"] for each in ("dev", "uat", "prod")}
            return Names(folder, load("landing-zone.json"), load("alerts.json"), load("remediations.json"), units)
        except KeyError as lacking:
            raise PolicyFault(f"{folder}: {lacking} is missing — ./baseline validate says where") from None

    def stack(self, kind, environment):
        return f"{self.prefix}{kind}-{environment}"

    def artifacts(self, account):
        return f"{self.prefix}artifacts-{account}-{self.region}"

    def map_results(self, account):
        return f"{self.prefix}map-results-{account}-{self.region}"

    def access_logs(self, account):
        return f"{self.prefix}access-logs-{account}-{self.region}"

    def functions(self, environment):
        """All that an environment's stack has; what there is once is PROD's."""
        once = ("sweep", "vended", "evaluate") if environment == "prod" else ()
        return [f"{self.prefix}{each}" for each in (f"remediate-{environment}", *once)]

    def workers(self):
        """The tool itself, in functions of scale.yaml."""
        return [f"{self.prefix}{each}" for each in ("apply", "report")]

    @staticmethod
    def tags(environment):
        """Never governance:managed-by: by that tag the baseline knows what is its own, and would take away what no policy declares."""
        return {"owner": "governance", "environment": environment, "data-classification": "internal"}


def common_prefix(names):
    first, last = min(names), max(names)
    return first[:next((at for at, sign in enumerate(first) if at >= len(last) or sign != last[at]), len(first))]

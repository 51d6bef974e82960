namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>Edits of the real workflows, each of which breaks one rule: rule, workflow, a text of it, and what stands there instead.</summary>
public static class Breaches
{
    private const string Pinned = "actions are pinned";
    private const string Least = "permissions are least";
    private const string Untrusted = "nothing untrusted is interpolated";
    private const string Bound = "credentials are short and bound";
    private const string Approved = "PROD needs UAT and approval";
    private const string Same = "the same bytes everywhere";
    private const string Bounded = "everything is bounded";

    /// <summary>All of them.</summary>
    public static TheoryData<string, string, string, string> All() => new()
    {
        { Pinned, "build.yml", "checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0", "checkout@v7" },
        { Pinned, "build.yml", "checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0", "checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0" },
        { Pinned, "build.yml", "checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0", "checkout@9c091bb # v7.0.0" },
        { Pinned, "deliver.yml", "uses: ./.github/workflows/build.yml", "uses: other/repository/.github/workflows/build.yml@main" },

        { Least, "drift.yml", "permissions: {}", "permissions: read-all" },
        { Least, "drift.yml", "permissions: {}", "x-permissions: {}" },
        { Least, "build.yml", "    permissions:\n      contents: read\n", "" },
        { Least, "build.yml", "    permissions:\n      contents: read\n", "    permissions: write-all\n" },
        { Least, "build.yml", "      contents: read\n", "      contents: write\n" },
        { Least, "deliver.yml", "      actions: read #", "      actions: write #" },
        { Least, "plan.yml", "      - name: Write the comment", "      - uses: actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0\n      - name: Write the comment" },

        { Untrusted, "plan.yml", "  pull_request:\n", "  pull_request_target:\n" },
        { Untrusted, "plan.yml", "comments?per_page=100\" --jq", "comments?per_page=100\" --jq # ${{ github.event.pull_request.title }}" },
        { Untrusted, "plan.yml", "issues/$PULL/comments\" --input", "issues/${{ github.event.pull_request.number }}/comments\" --input" },
        { Untrusted, "workload.yml", "templates=($TEMPLATES)", "templates=(${{ inputs.templates }})" },
        { Untrusted, "plan.yml", "persist-credentials: false", "persist-credentials: true" },
        { Untrusted, "plan.yml", "persist-credentials: false", "show-progress: false" },
        { Untrusted, "plan.yml", "          name: plan\n          path", "          name: ${{ github.head_ref }}\n          path" },
        { Untrusted, "plan.yml", "group: plan-${{ github.event.pull_request.number }}", "group: plan-${{ github.event.pull_request.head.ref }}" },
        { Untrusted, "drift.yml", "          ref: main\n", "          ref: ${{ github.event.inputs.ref }}\n" },
        { Untrusted, "drift.yml", "          ref: main\n", "          ref: ${{ toJSON(github.event) }}\n" },

        { Bound, "drift.yml", "role-to-assume: ${{ vars.PLAN_ROLE_ARN }}", "aws-access-key-id: AKIAEXAMPLE" },
        { Bound, "drift.yml", "role-to-assume: ${{ vars.PLAN_ROLE_ARN }}", "role-to-assume: ${{ secrets.ROLE }}" },
        { Bound, "drift.yml", "role-to-assume: ${{ vars.PLAN_ROLE_ARN }}", "role-to-assume: arn:aws:iam::111122223333:role/Plan" },
        { Bound, "drift.yml", "          allowed-account-ids: ${{ vars.AWS_ACCOUNT_ID }}\n", "" },
        { Bound, "drift.yml", "    environment: plan\n", "" },
        { Bound, "plan.yml", "github.event.pull_request.head.repo.full_name == github.repository && github.event.pull_request.user", "github.event.pull_request.user" },

        { Approved, "deliver.yml", "needs: [build, uat]", "needs: [build, dev]" },
        { Approved, "deliver.yml", "needs: [build, uat]", "needs: [build, uat]\n    if: always()" },
        { Approved, "deliver.yml", "needs: [build, dev]", "needs: build" },
        { Approved, "deliver.yml", "needs: build\n", "needs: [build, uat]\n" },
        { Approved, "deliver.yml", "    environment: prod\n", "" },
        { Approved, "deliver.yml", "    environment: prod\n", "    environment: dev\n" },
        { Approved, "deliver.yml", "    environment: prod\n", "    environment: prod\n    continue-on-error: true\n" },
        { Approved, "deliver.yml", "environments/prod\"", "environments/dev\"" },
        { Approved, "deliver.yml", "required_reviewers", "wait_timer" },
        { Approved, "deliver.yml", "- name: Refuse where", "- if: false\n        name: Refuse where" },
        { Approved, "deliver.yml", "branches: [main]", "branches: [main, hotfix]" },
        { Approved, "deliver.yml", "branches: [main]", "branches: [main]\n  workflow_dispatch:" },
        { Approved, "deliver.yml", "cancel-in-progress: false", "cancel-in-progress: true" },
        { Approved, "deliver.yml", "group: deliver-prod", "group: ${{ github.run_id }}" },
        { Approved, "deliver.yml", "\n  prod:\n", "\n  prod-now:\n    name: PROD\n    environment: prod\n    runs-on: ubuntu-latest\n\n  prod:\n" },
        { Approved, "deliver.yml", "    needs: test\n", "" },
        { Approved, "workload.yml", "    needs: check\n", "" },
        { Approved, "workload.yml", "needs: [build, uat]", "needs: build" },
        { Approved, "workload.yml", "environments/uat\"", "environments/dev\"" },
        { Approved, "workload.yml", "github.ref == 'refs/heads/main' && ", "" },

        { Same, "deliver.yml", "name: governance-${{ needs.build.outputs.digest }}", "name: governance" },
        { Same, "deliver.yml", "name: governance-${{ needs.build.outputs.digest }}", "name: governance-${{ needs.build.outputs.digest }}\n          run-id: 1" },
        { Same, "deliver.yml", "name: governance-${{ steps.pack.outputs.digest }}", "name: governance" },
        { Same, "deliver.yml", "sha256sum --check --strict", "cat" },
        { Same, "deliver.yml", "DIGEST: ${{ needs.build.outputs.digest }}", "DIGEST: ${{ vars.DIGEST }}" },
        { Same, "deliver.yml", "gh attestation verify", "gh attestation download" },
        { Same, "deliver.yml", "--environment uat --artifact", "--environment prod --artifact" },
        { Same, "deliver.yml", "      - name: Deploy\n", "      - run: bash .ci/publish\n      - name: Deploy\n" },
        { Same, "deliver.yml", "      - name: Deploy\n", "      - run: dotnet publish\n      - name: Deploy\n" },
        { Same, "deliver.yml", "      - name: Deploy\n", "      - uses: actions/checkout@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0\n      - name: Deploy\n" },
        { Same, "deliver.yml", "      - name: Deploy\n", "      - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1\n      - name: Deploy\n" },
        { Same, "deliver.yml", "uses: actions/attest-build-provenance@", "uses: actions/attest-nothing@" },
        { Same, "deliver.yml", "digest: ${{ steps.pack.outputs.digest }}", "digest: ${{ steps.other.outputs.digest }}" },
        { Same, "workload.yml", "name: workload-${{ needs.build.outputs.digest }}", "name: workload" },
        { Same, "workload.yml", "gh attestation verify", "gh attestation download" },
        { Same, "workload.yml", "      - name: Deploy\n", "      - run: ./build .\n      - name: Deploy\n" },

        { Bounded, "scan.yml", "    timeout-minutes: 15\n", "" },
        { Bounded, "scan.yml", "    timeout-minutes: 15\n", "    timeout-minutes: 360\n" },
        { Bounded, "scan.yml", "    shell: bash\n", "    shell: sh\n" },
        { Bounded, "scan.yml", "      - name: List the vulnerable\n", "      - name: List the vulnerable\n        shell: sh\n" },
        { Bounded, "drift.yml", "concurrency:\n  group: drift\n", "env_of:\n  group: drift\n" },
    };
}

using MeshActors.Kubernetes.Embedded.Tests.Support;

namespace MeshActors.Kubernetes.Embedded.Tests.Kubectl;

public sealed class KubectlTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private readonly KubectlRunner _kubectl = new(api);

    [KubectlFact]
    public async Task ApiResources_ListsBuiltInKinds()
    {
        var resources = await _kubectl.RunAsync("api-resources");

        resources.ShouldContain("deployments");
        resources.ShouldContain("endpointslices");
        (await _kubectl.RunAsync("version -o json")).ShouldContain("\"gitVersion\": \"v1.32");
    }

    [KubectlFact]
    public async Task Create_TypedCommands_SendWhatTheServerReads()
    {
        await _kubectl.RunAsync("create namespace typed");
        await _kubectl.RunAsync("create configmap cm -n typed --from-literal=a=b");
        await _kubectl.RunAsync("create secret generic s -n typed --from-literal=a=b");
        await _kubectl.RunAsync("create serviceaccount bot -n typed");
        await _kubectl.RunAsync("create deployment web -n typed --image=nginx:1.2 --replicas=2 --port=80");
        await _kubectl.RunAsync("create service clusterip web -n typed --tcp=80:8080");

        (await _kubectl.RunAsync("get cm cm -n typed -o jsonpath={.data.a}")).ShouldBe("b");
        (await _kubectl.RunAsync("get secret s -n typed -o jsonpath={.data.a}")).ShouldBe("Yg==");
        (await _kubectl.RunAsync("get deploy web -n typed -o jsonpath={.spec.replicas}:{.spec.template.spec.containers[0].ports[0].containerPort}")).ShouldBe("2:80");
        (await _kubectl.RunAsync("get svc web -n typed -o jsonpath={.spec.ports[0].targetPort}")).ShouldBe("8080");
    }

    [KubectlFact(minor: 24)]
    public async Task CreateToken_OfAServiceAccount_IsAJsonWebToken()
    {
        await _kubectl.RunAsync("create serviceaccount tokened");

        var token = await _kubectl.RunAsync("create token tokened --audience=mesh --duration=20m");

        token.Trim().Split('.').Length.ShouldBe(3);
    }

    [KubectlFact]
    public async Task Apply_Twice_ConfiguresThenLeavesAlone()
    {
        (await _kubectl.RunAsync("apply -f -", Manifests.Deployment("applied"))).ShouldContain("created");
        (await _kubectl.RunAsync("apply -f -", Manifests.Deployment("applied"))).ShouldContain("unchanged");
        (await _kubectl.RunAsync("apply -f -", Manifests.Deployment("applied", "nginx:1.3"))).ShouldContain("configured");
        (await _kubectl.RunAsync("apply --dry-run=server -f -", Manifests.Deployment("applied", "nginx:1.4"))).ShouldContain("configured (server dry run)");
        var (code, output, _) = await _kubectl.TryAsync("diff -f -", Manifests.Deployment("applied", "nginx:1.4"));

        code.ShouldBe(1);
        output.ShouldContain("+      - image: nginx:1.4");
        (await _kubectl.RunAsync("get deploy applied -o jsonpath={.spec.template.spec.containers[*].image}")).ShouldBe("nginx:1.3");
    }

    [KubectlFact]
    public async Task Apply_UnknownField_IsRefusedByName()
    {
        var (code, _, errors) = await _kubectl.TryAsync("apply -f -", Manifests.Deployment("typo", more: "\"replica\":2,"));

        code.ShouldNotBe(0);
        // Older ones find it by themselves in the published schema, newer ones are told by the server.
        errors.ShouldMatch("unknown field \"(spec\\.)?replica\"");
    }

    [KubectlFact]
    public async Task Apply_ServerSide_ReportsConflicts()
    {
        await _kubectl.RunAsync("apply --server-side --field-manager=one -f -", Manifests.ConfigMap("ssa", "\"a\":\"1\""));
        var (code, _, errors) = await _kubectl.TryAsync("apply --server-side --field-manager=two -f -", Manifests.ConfigMap("ssa", "\"a\":\"2\""));

        code.ShouldNotBe(0);
        errors.ShouldContain("conflict with \"one\"");
        await _kubectl.RunAsync("apply --server-side --force-conflicts --field-manager=two -f -", Manifests.ConfigMap("ssa", "\"a\":\"2\""));
        (await _kubectl.RunAsync("get cm ssa -o jsonpath={.data.a}")).ShouldBe("2");
    }

    [KubectlFact]
    public async Task Verbs_OnDeployment_Act()
    {
        await _kubectl.RunAsync("apply -f -", Manifests.Deployment("acted"));
        await _kubectl.RunAsync("scale deploy acted --replicas=4");
        await _kubectl.RunAsync("label deploy acted tier=web");
        await _kubectl.RunAsync("annotate deploy acted note=hello");
        await _kubectl.RunAsync("set image deploy/acted main=nginx:9");
        await _kubectl.RunAsync("rollout restart deploy acted");
        await _kubectl.RunAsync("patch deploy acted --type=json -p [{\\\"op\\\":\\\"replace\\\",\\\"path\\\":\\\"/spec/replicas\\\",\\\"value\\\":5}]");

        var description = await _kubectl.RunAsync("describe deploy acted");
        description.ShouldContain("5 desired");
        description.ShouldContain("nginx:9");
        description.ShouldContain("kubectl.kubernetes.io/restartedAt");
        (await _kubectl.RunAsync("get deploy -l tier=web")).ShouldMatch(@"NAME +READY +UP-TO-DATE +AVAILABLE +AGE\s+acted +0/5 ");
        (await _kubectl.RunAsync("rollout status deploy acted --watch=false")).ShouldContain("Waiting for deployment");
        (await _kubectl.RunAsync("delete deploy acted")).ShouldContain("deleted");
    }

    [KubectlFact]
    public async Task Explain_AndCanI_Answer()
    {
        (await _kubectl.RunAsync("explain deployment.spec.template.spec.containers.image")).ShouldMatch("FIELD: +image <string>");
        (await _kubectl.RunAsync("auth can-i delete pods")).Trim().ShouldBe("yes");
    }

    [KubectlFact(minor: 28)]
    public async Task WhoAmI_OfTheAdministrator_IsAnswered() =>
        (await _kubectl.RunAsync("auth whoami")).ShouldContain("kubernetes-admin");

    [KubectlFact]
    public async Task Autoscale_SentInVersion1_IsStoredInVersion2()
    {
        await _kubectl.RunAsync("apply -f -", Manifests.Deployment("grown"));
        await _kubectl.RunAsync("autoscale deploy grown --max=3 --cpu-percent=50");

        (await _kubectl.RunAsync("get hpa grown -o jsonpath={.apiVersion}:{.spec.metrics[0].resource.target.averageUtilization}")).ShouldBe("autoscaling/v2:50");
        (await api.GetAsync("/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers/grown")).Body["spec"]!["targetCPUUtilizationPercentage"]!.GetValue<int>().ShouldBe(50);
    }

    [KubectlFact(minor: 23)]
    public async Task Wait_ForJsonPath_ReturnsWhenItHolds()
    {
        await _kubectl.RunAsync("apply -f -", Manifests.ConfigMap("waited", "\"a\":\"1\""));

        (await _kubectl.RunAsync("wait --for=jsonpath={.data.a}=1 cm/waited --timeout=300s")).ShouldContain("condition met");
    }

    [KubectlFact]
    public async Task DeleteNamespace_WaitsUntilItIsGone()
    {
        await _kubectl.RunAsync("create namespace gone");
        await _kubectl.RunAsync("create configmap inside -n gone");

        await _kubectl.RunAsync("delete namespace gone --timeout=300s");

        (await _kubectl.TryAsync("get namespace gone")).Errors.ShouldContain("namespaces \"gone\" not found");
    }
}

using System.Text;
using MeshActors.Mesh.Kubernetes;
using MeshActors.Mesh.Tests.Objects;

namespace MeshActors.Mesh.Tests.Kubernetes;

public sealed class KubernetesRecordTests
{
    [Fact]
    public void Parse_Service_ReadsPortsAndLoadBalancerAddresses()
    {
        var service = Json.Parse("v1", "Service", """
            "spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1","clusterIPs":["10.0.0.1","fd00::1"],"selector":{"app":"a"},
            "ports":[{"name":"http","port":80,"targetPort":8080},{"name":"x","port":81,"targetPort":"named","appProtocol":"https"}]},
            "status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"},{"hostname":"lb.example"}]}}
            """).Spec<KubernetesService>();

        service.ClusterIps.ShouldBe(["10.0.0.1", "fd00::1"]);
        service.Ports[0].ShouldBe(new KubernetesServicePort { Name = "http", Port = 80, TargetPort = "8080" });
        service.Ports[1].ShouldBe(new KubernetesServicePort { Name = "x", Port = 81, TargetPort = "named", AppProtocol = "https" });
        service.LoadBalancerIngress.ShouldBe(
            [new LoadBalancerAddress { Ip = "1.2.3.4" }, new LoadBalancerAddress { Hostname = "lb.example" }]);
    }

    [Fact]
    public void Parse_Pod_ReadsNativeSidecarPortsAndStatus()
    {
        var pod = Json.Parse("v1", "Pod", """
            "spec":{"serviceAccountName":"sa","nodeName":"n1","hostNetwork":true,"containers":[{"name":"app"}],
            "initContainers":[{"name":"istio-proxy","restartPolicy":"Always","ports":[{"name":"m","containerPort":15090}]}]},
            "status":{"phase":"Running","podIP":"10.1.1.1","podIPs":[{"ip":"10.1.1.1"}],"conditions":[{"type":"Ready","status":"True"}]}
            """).Spec<Pod>();

        pod.HostNetwork.ShouldBeTrue();
        pod.InitContainers[0].Ports[0].Port.ShouldBe(15090);
        pod.PodIps.ShouldBe([new PodAddress { Ip = "10.1.1.1" }]);
        pod.Conditions.ShouldBe([new PodCondition { Type = "Ready", Status = "True" }]);
    }

    [Fact]
    public void Parse_EndpointSlice_LeavesUnknownReadinessNull()
    {
        var slice = Json.Parse("discovery.k8s.io/v1", "EndpointSlice", """
            "addressType":"IPv4","ports":[{"name":"http","port":80},{"name":"all","port":null}],
            "endpoints":[{"addresses":["10.1.1.1"],"conditions":{"ready":false},"targetRef":{"kind":"Pod","name":"p"}},
            {"addresses":["10.1.1.2"]}]
            """).Spec<EndpointSlice>();

        slice.Endpoints.Select(endpoint => endpoint.Ready).ShouldBe([false, null]);
        slice.Endpoints[0].TargetRef!.Name.ShouldBe("p");
        slice.Ports.Select(port => port.Port).ShouldBe([80, null]);
    }

    [Fact]
    public void Parse_Ingress_ReadsBackendsByNumberAndName()
    {
        var ingress = Json.Parse("networking.k8s.io/v1", "Ingress", """
            "spec":{"defaultBackend":{"service":{"name":"d","port":{"name":"http"}}},"tls":[{"hosts":["a"],"secretName":"s"}],
            "rules":[{"host":"a","http":{"paths":[{"path":"/x","pathType":"Exact","backend":{"service":{"name":"b","port":{"number":80}}}}]}}]}
            """).Spec<Ingress>();

        ingress.IngressClassName.ShouldBeNull();
        ingress.DefaultBackend.ShouldBe(new IngressBackend { ServiceName = "d", PortName = "http" });
        ingress.Rules[0].Paths[0].ShouldBe(new IngressPath
        {
            Path = "/x",
            PathType = "Exact",
            Backend = new IngressBackend { ServiceName = "b", PortNumber = 80 },
        });
    }

    [Fact]
    public void ToString_Secret_ShowsNoValue()
    {
        var secret = Json.Parse("v1", "Secret", """
            "type":"Opaque","data":{"key":"aHVudGVyMg=="},"stringData":{"b":"swordfish"}
            """).Spec<Secret>();

        Encoding.UTF8.GetString(secret.Data["key"].Reveal().Span).ShouldBe("hunter2");
        Encoding.UTF8.GetString(secret.Data["b"].Reveal().Span).ShouldBe("swordfish");
        secret.Data["key"].ToString().ShouldBe("[7 secret bytes]");
        secret.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public void Parse_SecretThatIsNoBase64_IsAnErrorWithoutTheValue()
    {
        var parsed = Json.Parse("v1", "Secret", "\"data\":{\"key\":\"hunter 2!\"}");

        parsed.Errors.ShouldHaveSingleItem().Path.ShouldBe("data[key]");
        parsed.Describe().ShouldNotContain("hunter");
    }
}

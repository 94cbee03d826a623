namespace MeshActors.Kubernetes.Embedded.Tests.Support;

/// <summary>Objects that several tests use.</summary>
internal static class Manifests
{
    public static string Deployment(string name, string image = "nginx:1.2", string more = "") => $$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}"},"spec":{{{{more}}}
          "selector":{"matchLabels":{"app":"{{{name}}}"}},
          "template":{"metadata":{"labels":{"app":"{{{name}}}"}},
            "spec":{"containers":[{"name":"main","image":"{{{image}}}","ports":[{"containerPort":80}]}] } } } }
        """;

    public static string ConfigMap(string name, string data = "", string labels = "")
        => $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","labels":{{{{labels}}}}},"data":{{{{data}}}}}""";

    /// <summary>A custom kind with one of each kind of rule.</summary>
    public const string WidgetCrd = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.test.dev"},
         "spec":{"group":"test.dev","scope":"Namespaced","names":{"plural":"widgets","kind":"Widget","shortNames":["wi"]},
          "versions":[
           {"name":"v1","served":true,"storage":true,"subresources":{"status":{},"scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
            "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"},{"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"}],
            "schema":{"openAPIV3Schema":{"type":"object","properties":{
              "spec":{"type":"object","required":["color"],"properties":{
                "color":{"type":"string","enum":["red","green"]},
                "size":{"type":"integer","minimum":1,"maximum":10,"default":3},
                "name":{"type":"string","maxLength":5,"pattern":"^[a-z]+$"},
                "port":{"x-kubernetes-int-or-string":true},
                "parts":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["id"],
                  "items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"note":{"type":"string"}}}},
                "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
                "either":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"oneOf":[{"required":["a"]},{"required":["b"]}]},
                "low":{"type":"integer"},"high":{"type":"integer"}},
               "x-kubernetes-validations":[{"rule":"!has(self.low) || !has(self.high) || self.low <= self.high","message":"low must not be above high"}]},
              "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}},
           {"name":"v1beta1","served":true,"storage":false,"deprecated":true,
            "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
        """;
}

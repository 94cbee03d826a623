using System.Collections;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Comparison;

/// <summary>
/// Brings a message into the form in which equal resources have equal bytes: what is a set is sorted, and every Any is
/// packed anew from its content. Sets are virtual hosts in a route configuration, domains in a virtual host, filter chains
/// in a listener, and localities and endpoints in a load assignment.
/// </summary>
public static class CanonicalForm
{
    /// <summary>Changes the message itself.</summary>
    public static byte[] Encode(IMessage message)
    {
        Normalise(message);
        return EnvoyEncoding.ToBytes(message);
    }

    /// <inheritdoc cref="Encode"/>
    public static void Normalise(IMessage message)
    {
        if (message is Any any)
        {
            Repack(any);
            return;
        }

        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != Google.Protobuf.Reflection.FieldType.Message)
            {
                continue;
            }

            switch (field.Accessor.GetValue(message))
            {
                case IDictionary map:
                    NormaliseAll(map.Values);
                    break;
                case IList list:
                    NormaliseAll(list);
                    break;
                case IMessage child:
                    Normalise(child);
                    break;
            }
        }

        SortSets(message);
    }

    private static void NormaliseAll(ICollection items)
    {
        foreach (var item in items)
        {
            if (item is not IMessage message)
            {
                return;
            }

            Normalise(message);
        }
    }

    private static void Repack(Any any)
    {
        if (EnvoyAny.Unpack(any) is { } content)
        {
            any.Value = ByteString.CopyFrom(Encode(content));
        }
    }

    private static void SortSets(IMessage message)
    {
        switch (message)
        {
            case RouteConfiguration routes:
                Sort(routes.VirtualHosts);
                break;
            case VirtualHost host:
                var domains = host.Domains.Order(StringComparer.Ordinal).ToArray();
                host.Domains.Clear();
                host.Domains.AddRange(domains);
                break;
            case Listener listener:
                Sort(listener.FilterChains);
                break;
            case ClusterLoadAssignment assignment:
                Sort(assignment.Endpoints);
                break;
            case LocalityLbEndpoints locality:
                Sort(locality.LbEndpoints);
                break;
        }
    }

    private static void Sort<T>(RepeatedField<T> items)
        where T : IMessage
    {
        if (items.Count < 2)
        {
            return;
        }

        var sorted = items.Select(item => (Bytes: EnvoyEncoding.ToBytes(item), Item: item)).ToArray();
        Array.Sort(sorted, (a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        items.Clear();
        items.AddRange(sorted.Select(pair => pair.Item));
    }
}

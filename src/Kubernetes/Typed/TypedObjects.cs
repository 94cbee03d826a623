using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshActors.Kubernetes;

/// <summary>Reads and writes the kinds that have a type of their own, over any client.</summary>
public static class TypedObjects
{
    /// <summary>An object's JSON as its typed kind.</summary>
    /// <exception cref="JsonException">A field has another type than the kind says.</exception>
    public static T As<T>(this KubernetesObject source)
        where T : class, IKubernetesResource<T> =>
        JsonSerializer.Deserialize(source.Json.Span, T.JsonTypeInfo)
            ?? throw new JsonException($"{source} is null.");

    extension(IKubernetesClient client)
    {
        public async Task<T> GetAsync<T>(string? @namespace, string name, CancellationToken cancellationToken)
            where T : class, IKubernetesResource<T> =>
            (await client.GetAsync(T.ResourceType, @namespace, name, cancellationToken)).As<T>();

        /// <summary>Null where there is no such object.</summary>
        public async Task<T?> FindAsync<T>(string? @namespace, string name, CancellationToken cancellationToken)
            where T : class, IKubernetesResource<T>
        {
            try
            {
                return await client.GetAsync<T>(@namespace, name, cancellationToken);
            }
            catch (KubernetesException error) when (error.IsNotFound)
            {
                return null;
            }
        }

        /// <summary>Everything that matches, over all pages.</summary>
        public async Task<IReadOnlyList<T>> ListAsync<T>(ListOptions options, CancellationToken cancellationToken)
            where T : class, IKubernetesResource<T>
        {
            var all = new List<T>();
            ObjectList page;
            do
            {
                page = await client.ListAsync(T.ResourceType, options, cancellationToken);
                all.AddRange(page.Items.Select(item => item.As<T>()));
                options = options with { Continue = page.Continue };
            }
            while (page.Continue is not null);

            return all;
        }

        public async Task<T> CreateAsync<T>(T value, CancellationToken cancellationToken, WriteOptions? options = null)
            where T : class, IKubernetesResource<T> =>
            (await client.CreateAsync(
                T.ResourceType, value.Metadata.Namespace, ToJson(value), options ?? WriteOptions.Default, cancellationToken)).As<T>();

        /// <summary>Replaces the object; the metadata's resource version makes it conditional.</summary>
        /// <exception cref="KubernetesException"><c>IsConflict</c>: it was changed since it was read.</exception>
        public async Task<T> UpdateAsync<T>(T value, CancellationToken cancellationToken, WriteOptions? options = null)
            where T : class, IKubernetesResource<T> =>
            (await client.UpdateAsync(
                T.ResourceType,
                value.Metadata.Namespace,
                value.Metadata.Name,
                ToJson(value),
                options ?? WriteOptions.Default,
                cancellationToken)).As<T>();

        /// <summary>
        /// Server-side apply of the value; what it leaves out and <paramref name="fieldManager"/> owned before is removed.
        /// </summary>
        public async Task<T> ApplyAsync<T>(T value, string fieldManager, bool force, CancellationToken cancellationToken)
            where T : class, IKubernetesResource<T> =>
            (await client.PatchAsync(
                T.ResourceType,
                value.Metadata.Namespace,
                value.Metadata.Name,
                Patch.Apply(ToJson(value)),
                new WriteOptions { FieldManager = fieldManager, Force = force },
                cancellationToken)).As<T>();

        /// <summary>
        /// Reads, changes and writes until no other writer comes between. <paramref name="change"/> gets null where there
        /// is no object and returns what is to be there, or null to leave things as they are.
        /// </summary>
        /// <returns>What is stored afterwards; null where there was nothing and nothing was to be written.</returns>
        public async Task<T?> ChangeAsync<T>(string? @namespace, string name, Func<T?, T?> change, CancellationToken cancellationToken)
            where T : class, IKubernetesResource<T>
        {
            while (true)
            {
                var current = await client.FindAsync<T>(@namespace, name, cancellationToken);
                if (change(current) is not { } wanted || ReferenceEquals(wanted, current))
                {
                    return current;
                }

                try
                {
                    return current is null
                        ? await client.CreateAsync(wanted, cancellationToken)
                        : await client.UpdateAsync(wanted, cancellationToken);
                }
                catch (KubernetesException error)
                    when (error.IsConflict || error.IsAlreadyExists || (current is not null && error.IsNotFound))
                {
                    // Somebody was faster. Read what they wrote and decide anew.
                }
            }
        }
    }

    /// <summary>The value's JSON with <c>apiVersion</c> and <c>kind</c>.</summary>
    public static byte[] ToJson<T>(T value)
        where T : class, IKubernetesResource<T>
    {
        var node = JsonSerializer.SerializeToNode(value, T.JsonTypeInfo)!.AsObject(); // A non-null value is never a JSON null.
        node.Insert(0, "apiVersion", JsonValue.Create(T.ResourceType.ApiVersion));
        node.Insert(1, "kind", JsonValue.Create(T.ResourceType.Kind));
        return System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Providers.Anthropic;

/// <summary>Finds types within themselves in a JSON schema.</summary>
internal static class SchemaLoops
{
    // What is not a part of the place where it stands.
    private static readonly string[] Aside = ["$defs", "definitions", "enum", "const", "default", "examples"];

    /// <summary>Whether a definition leads back to itself; a reference to anything but a definition counts as one that does.</summary>
    public static bool Has(JsonElement root) => Leads(root, root, []);

    private static bool Leads(JsonElement node, JsonElement root, HashSet<string> path) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().Any(item => Leads(item, root, path)),
        JsonValueKind.Object when node.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String => LeadsBack(reference.GetString()!, root, path),
        JsonValueKind.Object => node.EnumerateObject().Any(member => !Aside.Contains(member.Name) && Leads(member.Value, root, path)),
        _ => false,
    };

    private static bool LeadsBack(string reference, JsonElement root, HashSet<string> path)
    {
        if (Definition(reference, root) is not { } definition || !path.Add(reference))
        {
            return true;
        }

        var leads = Leads(definition, root, path);
        path.Remove(reference);
        return leads;
    }

    private static JsonElement? Definition(string reference, JsonElement root) =>
        reference.Split('/') is ["#", var section, var name] && root.TryGetProperty(section, out var definitions) && definitions.ValueKind == JsonValueKind.Object && definitions.TryGetProperty(name, out var definition)
            ? definition
            : null;
}

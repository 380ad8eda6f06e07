using System.Text.Json.Nodes;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Configuration.Reading;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits the <c>api</c> of a provider.</summary>
internal static class ApiNode
{
    private const string Member = "api";

    /// <summary>Writes the interface; one that holds without being written is left out.</summary>
    public static void Set(JsonObject provider, string name, ProviderEdit edit)
    {
        var preset = KnownPresets.Find(provider["preset"]?.ToString() ?? name);
        var kind = ProviderKindName.Find(provider["kind"]?.ToString() ?? preset?.Kind ?? "");
        if (edit.Kind is not null && !ApiNames.AreChoiceOf(kind))
        {
            // The other kinds have one interface.
            provider.Remove(Member);
        }

        if (edit.Api is { } api)
        {
            if (kind is { } known && ApiReader.Default(known, preset) == api)
            {
                provider.Remove(Member);
            }
            else
            {
                provider[Member] = ApiNames.Of(api);
            }
        }
    }
}

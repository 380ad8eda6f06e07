using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>api</c>, the interface of a provider that has two.</summary>
internal static class ApiReader
{
    private static string Expected => string.Join(", ", ApiNames.All.Keys.Select(name => $"'{name}'"));

    /// <summary>The interface; if the file does not say, the preset's for its own kind, otherwise the default of the kind.</summary>
    public static ProviderApi Read(ReadingContext context, ProviderKind kind, ConfigurationNode? node, ProviderPreset? preset)
    {
        if (node is null)
        {
            return Default(kind, preset);
        }

        var text = context.Text(node, Expected);
        var chosen = ApiNames.Find(text) ?? throw context.Fault(node, $"expected one of {Expected}{NearestName.Suggest(text, ApiNames.All.Keys)}");
        return ApiNames.AreChoiceOf(kind) ? chosen
            : throw context.Fault(node, $"'api' is a choice of the kinds 'openai' and 'azure', and the kind here is '{ProviderKindName.Of(kind)}'", "Remove 'api', or change the kind.");
    }

    /// <summary>The interface that holds if the file does not say.</summary>
    public static ProviderApi Default(ProviderKind kind, ProviderPreset? preset) =>
        preset?.Api is { } api && preset.Kind == ProviderKindName.Of(kind) ? ApiNames.Find(api)!.Value : kind switch
        {
            ProviderKind.OpenAIResponses => ProviderApi.Responses,
            ProviderKind.Azure => ProviderApi.Auto,
            _ => ProviderApi.Chat,
        };
}

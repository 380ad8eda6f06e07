using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>providers</c>.</summary>
internal static class ProviderNodes
{
    private const string Providers = "providers";

    /// <summary>Changes or adds a provider.</summary>
    /// <returns>The provider as the file names it.</returns>
    public static string Set(JsonObject root, string name, ProviderEdit edit)
    {
        name = EntryName.Find(Names(root), name) ?? name;
        var provider = Nodes.Section(Nodes.Section(root, Providers), name);
        Nodes.SetText(provider, "preset", edit.Preset);
        if (edit.Kind is not null || (provider["kind"] is null && !HasKind(provider, name)))
        {
            provider["kind"] = ProviderKindName.Of(edit.Kind ?? ProviderKind.OpenAI);
        }

        ApiNode.Set(provider, name, edit);
        Nodes.SetText(provider, "baseUrl", edit.BaseUrl);
        Nodes.SetText(provider, "modelsUrl", edit.ModelsUrl);
        SetSettings(provider, name, edit.Settings);
        SetKeys(provider, edit);
        SetCommand(provider, edit);
        Nodes.SetText(provider, "keys", edit.KeyOrder?.ToLowerInvariant());
        Nodes.SetText(provider, "quotaGroup", edit.QuotaGroup);
        Nodes.SetText(provider, "region", edit.Region);
        Nodes.SetNumber(provider, "requestsPerMinute", edit.RequestsPerMinute);
        Nodes.SetNumber(provider, "tokensPerMinute", edit.TokensPerMinute);
        Nodes.SetNumber(provider, "maxConcurrency", edit.MaxConcurrency);
        SetHeaders(provider, edit.Headers);
        Nodes.SetFlag(provider, "slashIds", edit.SlashIds);
        Nodes.SetFlag(provider, "disabled", edit.Disabled);

        if (edit.MakeDefault)
        {
            Nodes.Section(root, "defaults")["provider"] = name;
        }

        return name;
    }

    /// <summary>Removes a provider.</summary>
    /// <param name="root">The file.</param>
    /// <param name="name">The provider.</param>
    /// <param name="withUses">True also removes what names it; false refuses if something does.</param>
    /// <returns>The provider as the file named it.</returns>
    /// <exception cref="HolySheepException">The provider is not in the file, or is still used.</exception>
    public static string Remove(JsonObject root, string name, bool withUses)
    {
        var names = Names(root);
        name = EntryName.Find(names, name) ?? name;
        if (root[Providers] is not JsonObject providers || !providers.Remove(name))
        {
            throw Unknown(root, name);
        }

        // The built-in provider exists without its entry, so that what names it still works.
        if (name == BuiltInConfiguration.ProviderName)
        {
            return name;
        }

        var users = new ProviderUses(name, names);
        var uses = users.Find(root);
        if (uses.Count > 0 && !withUses)
        {
            throw new HolySheepException(
                ErrorCode.ProviderInUse,
                $"The provider '{name}' is still used by {string.Join(", ", uses)}.",
                $"Change them first, or remove it together with them: {CommandHint.Option("Force")}.");
        }

        if (withUses)
        {
            users.Remove(root);
        }

        return name;
    }

    /// <summary>The names of all providers, the built-in one first, as calls look them up.</summary>
    private static IReadOnlyList<string> Names(JsonObject root) =>
        [BuiltInConfiguration.ProviderName, .. ((root[Providers] as JsonObject)?.Select(member => member.Key) ?? []).Where(name => name != BuiltInConfiguration.ProviderName)];

    /// <summary>Whether a provider has a kind without naming one.</summary>
    private static bool HasKind(JsonObject provider, string name) => provider["preset"] is not null || name == BuiltInConfiguration.ProviderName || KnownPresets.Find(name) is not null;

    private static void SetSettings(JsonObject provider, string name, IReadOnlyDictionary<string, string>? settings)
    {
        if (settings is not { Count: > 0 })
        {
            return;
        }

        var preset = KnownPresets.Find(Nodes.TextOf(provider["preset"]) ?? name);
        var known = preset?.Settings.Select(setting => setting.Name).ToList() ?? [];
        foreach (var setting in settings)
        {
            var place = known.FirstOrDefault(other => string.Equals(other, setting.Key, StringComparison.OrdinalIgnoreCase)) ?? throw new HolySheepException(
                ErrorCode.ArgumentInvalid,
                preset is null
                    ? $"The provider '{name}' has no preset, so '{setting.Key}' is not a part of its address."
                    : $"The address of the preset '{preset.Name}' has no part '{setting.Key}'{NearestName.Suggest(setting.Key, known)}",
                known.Count > 0 ? $"Its parts: {string.Join(", ", known)}." : $"Give the whole address instead. {CommandHint.Presets}");
            Nodes.SetText(provider, place, setting.Value);
        }
    }

    private static void SetHeaders(JsonObject provider, IReadOnlyDictionary<string, string>? headers)
    {
        if (headers is { Count: > 0 })
        {
            provider["headers"] = new JsonObject(headers.Select(header => new KeyValuePair<string, JsonNode?>(header.Key, header.Value)));
        }
        else if (headers is not null)
        {
            provider.Remove("headers");
        }
    }

    private static void SetKeys(JsonObject provider, ProviderEdit edit)
    {
        Nodes.CheckNames(edit.ApiKeys ?? [], "key references");
        switch (edit.ApiKeys)
        {
            case null:
                break;
            case []:
                provider.Remove("apiKey");
                break;
            case [var one]:
                provider["apiKey"] = one;
                break;
            case var several:
                provider["apiKey"] = Nodes.List(several);
                break;
        }
    }

    private static void SetCommand(JsonObject provider, ProviderEdit edit)
    {
        if (edit.KeyCommand is { Count: > 0 } && edit.ApiKeys is { Count: > 0 })
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "A provider has either references to its keys or a command that prints its key, not both.", "Give one of them.");
        }

        var command = provider["apiKey"] as JsonObject;
        if (edit.KeyCommand is { Count: 0 } && command is not null)
        {
            provider.Remove("apiKey");
            return;
        }

        if (edit.KeyCommand is { Count: > 0 } arguments)
        {
            // An argument may be empty.
            Nodes.CheckNames([arguments[0]], "programs that print a key");
            provider["apiKey"] = command ??= [];
            command["command"] = Nodes.List(arguments);
        }

        if (edit.KeyLifetimeSec is { } seconds && command is not null)
        {
            command["ttlSec"] = seconds;
        }
    }

    private static HolySheepException Unknown(JsonObject root, string name) => name == BuiltInConfiguration.ProviderName
        ? new HolySheepException(ErrorCode.ArgumentInvalid, $"The provider '{name}' is built in and has no entry in the file, so it cannot be removed.",
            $"To send calls to another provider by default, make that provider the default: {CommandHint.MakeDefaultProvider}.")
        : UnknownProvider.Fault(name, root[Providers] is JsonObject providers ? [.. providers.Select(member => member.Key)] : []);
}

using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;

namespace HolySheep.Configuration.Description;

/// <summary>The keys of a provider.</summary>
internal static class ProviderKeys
{
    private const string FromPreset = "the preset's";

    public static IReadOnlyList<KeyDescription> Command { get; } =
    [
        new("command", KeyShape.Texts, "A program and its arguments that print a key which expires; run without a shell.", null, """[ "gcloud", "auth", "print-access-token" ]"""),
        new("ttlSec", KeyShape.Seconds, "How long a printed key is used, in seconds.", "3000", "3000"),
    ];

    public static IReadOnlyList<KeyDescription> All { get; } =
    [
        new("preset", KeyShape.Text, "The preset that gives kind, address and key variable.", "the preset of the provider's name, if there is one", "\"groq\""),
        new("kind", KeyShape.OneOf(ProviderKindName.All.Keys), "The wire format.", FromPreset, "\"openai\""),
        new("api", KeyShape.OneOf(ApiNames.All.Keys), "The interface through which models are asked, for the kinds `openai` and `azure`.", "`chat`; `auto` for `azure`; the preset's", "\"auto\""),
        new("baseUrl", KeyShape.Text, "The address, with or without `/v1`.", FromPreset, "\"http://127.0.0.1:8000/v1\""),
        new("modelsUrl", KeyShape.Text, "The whole address of the list of models, or `none`.", "the usual place below `baseUrl`", "\"none\""),
        new("apiKey", KeyShape.AnyOf("reference, list of references, or command", KeyShape.Text, KeyShape.Texts, KeyShape.Object(Command, "command")),
            "Where its key is: `env:NAME`, `file:PATH`, `secret:VAULT/NAME` or `none`; several are a pool. Never a key itself.", "the preset's variable, then the stored key", "\"env:BACKUP_KEY\""),
        new("keys", KeyShape.OneOf("failover", "spread"), "How several keys are used.", "`failover`, one after another", "\"spread\""),
        new("quotaGroup", KeyShape.Text, "The group whose members share a quota.", "a group of its own", "\"team-a\""),
        new("region", KeyShape.Text, "Where the provider is, in your own words.", "none", "\"ap\""),
        new("requestsPerMinute", KeyShape.Whole(1), "The provider's limit of requests per minute, for each key.", "what its headers announce", "600"),
        new("tokensPerMinute", KeyShape.Whole(1), "The provider's limit of tokens per minute, for each key.", "what its headers announce", "90000"),
        new("maxConcurrency", KeyShape.Whole(1), "The provider's limit of calls at once, for each key.", "none", "32"),
        new("headers", KeyShape.MapOf(KeyShape.Text, "object of texts"), "Headers of every request, with their values or `env:NAME`.", "none", """{ "X-Team": "ops", "X-Tenant": "env:TENANT" }"""),
        new("slashIds", KeyShape.Flag, "Says that model ids contain slashes, as those of aggregators.", "the preset's, otherwise false", "true"),
        new("disabled", KeyShape.Flag, "Takes the provider out of all calls without deleting it.", "false", "true"),
    ];

    /// <summary>The parts of presets' addresses, which are keys of a provider that has the preset. Computed on demand: reading a file needs only the presets that it names.</summary>
    public static IReadOnlyList<KeyDescription> Settings =>
    [
        .. KnownPresets.All.SelectMany(preset => preset.Settings, (preset, setting) => (preset.Name, Setting: setting)).GroupBy(pair => pair.Setting.Name).OrderBy(group => group.Key, System.StringComparer.Ordinal)
            .Select(group => new KeyDescription(group.Key, KeyShape.Text, $"A part of the address: {group.First().Setting.Meaning}. For the presets {string.Join(", ", group.Select(pair => $"`{pair.Name}`"))}.", "a variable of the vendor", $"\"{(group.Key == "region" ? "eu" : "contoso")}\"")),
    ];
}

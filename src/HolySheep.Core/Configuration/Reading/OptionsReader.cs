using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>defaults</c>, <c>health</c>, <c>ledger</c> and <c>cache</c>.</summary>
internal static class OptionsReader
{
    private const int MostAttempts = 1_000;

    private static readonly string[] KnownOfDefaults = KeyDescription.NamesOf(SettingKeys.Defaults);

    private static readonly string[] KnownOfHealth = KeyDescription.NamesOf(SettingKeys.Health);

    private const int MostMegabytes = 1_000_000;
    private static readonly string[] KnownOfLedger = KeyDescription.NamesOf(SettingKeys.Ledger);
    private static readonly string[] KnownOfCache = KeyDescription.NamesOf(SettingKeys.Cache);

    /// <summary>Reads the defaults for requests.</summary>
    public static DefaultOptions ReadDefaults(ReadingContext context, ConfigurationNode? node, IEnumerable<string> providers)
    {
        var builtIn = BuiltInConfiguration.ReadDefaults(context.Environment);
        if (node is null)
        {
            return builtIn;
        }

        context.WarnUnknown(node, KnownOfDefaults);
        return new DefaultOptions
        {
            Model = context.OptionalText(node["model"], "a model id") ?? builtIn.Model,
            Provider = ReadProvider(context, node["provider"], providers) ?? builtIn.Provider,
            Timeout = context.Seconds(node["timeoutSec"]) ?? builtIn.Timeout,
            AttemptTimeout = context.Seconds(node["attemptTimeoutSec"]) ?? builtIn.AttemptTimeout,
            FirstToken = context.Seconds(node["firstTokenSec"]),
            Stall = context.Seconds(node["stallSec"]) ?? builtIn.Stall,
            Connect = context.Seconds(node["connectSec"]) ?? builtIn.Connect,
            MaxAttempts = context.Integer(node["maxAttempts"], 1, MostAttempts) ?? builtIn.MaxAttempts,
            Patience = context.Seconds(node["patienceSec"], zeroAllowed: true) ?? builtIn.Patience,
            Hedge = ReadHedge(context, node["hedgeSec"]) ?? builtIn.Hedge,
        };
    }

    /// <summary>Reads how long a failing target is not called; the longest break is at least the first break.</summary>
    public static HealthOptions ReadHealth(ReadingContext context, ConfigurationNode? node)
    {
        var builtIn = new HealthOptions();
        if (node is null)
        {
            return builtIn;
        }

        context.WarnUnknown(node, KnownOfHealth);
        var first = context.Seconds(node["breakSec"]) ?? builtIn.Break;
        var longest = context.Seconds(node["maxBreakSec"]);
        if (longest < first)
        {
            throw context.Fault(node["maxBreakSec"]!, FormattableString.Invariant($"expected at least 'breakSec', which is {first.TotalSeconds}"));
        }

        return new HealthOptions { Break = first, MaxBreak = longest ?? (first > builtIn.MaxBreak ? first : builtIn.MaxBreak) };
    }

    /// <summary>Reads what the ledger keeps.</summary>
    public static LedgerOptions ReadLedger(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return new LedgerOptions();
        }

        context.WarnUnknown(node, KnownOfLedger);
        return new LedgerOptions { KeepTexts = context.Flag(node["keepTexts"]) };
    }

    /// <summary>Reads how many bytes of answers are kept.</summary>
    public static long ReadCacheSize(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return HolySheepConfiguration.DefaultCacheBytes;
        }

        context.WarnUnknown(node, KnownOfCache);
        return context.Integer(node["maxMegabytes"], 1, MostMegabytes) * 1_048_576L ?? HolySheepConfiguration.DefaultCacheBytes;
    }

    private static HedgeTime? ReadHedge(ReadingContext context, ConfigurationNode? node)
    {
        if (node is not { Kind: JsonValueKind.String })
        {
            return context.Seconds(node, zeroAllowed: true) is { } time ? HedgeTime.After(time) : null;
        }

        const string Expected = "seconds from 0 to 86400, or 'auto' for the target's own p95";
        return HedgeTime.Parse(context.Text(node, Expected)) is { Time: null } usual ? usual : throw context.Fault(node, "expected " + Expected);
    }

    private static string? ReadProvider(ReadingContext context, ConfigurationNode? node, IEnumerable<string> providers)
    {
        if (node is null)
        {
            return null;
        }

        return context.RequireProvider(node, context.Text(node, "the name of a provider"), providers);
    }
}

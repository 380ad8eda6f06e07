using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Commands;
using HolySheep.Configuration.Names;
using HolySheep.Conversations;

namespace HolySheep.Cli.Completion;

/// <summary>The values that an option or argument may have, from local data.</summary>
internal sealed class KnownValues(KnownNames names)
{
    /// <summary>The values of an option: its own words, or names of its kind; empty if any text is possible.</summary>
    public IReadOnlyList<KnownName> OfOption(Option option) => option.Name switch
    {
        "--model" or "--fallback" or "--compare-to" or "--chain" or "--for-model" or "--shadow" => names.Models,
        "--provider" or "--exclude-provider" => names.Providers,
        "--preset" => KnownNames.Presets,
        "--region" => names.Regions,
        "--template" => names.Templates,
        "--conversation" => KnownConversations.Read(),
        _ => Words(option.HelpName),
    };

    /// <summary>The values of a command's argument; empty if any text is possible.</summary>
    /// <param name="command">The command.</param>
    /// <param name="place">The 0-based place of the argument.</param>
    public IReadOnlyList<KnownName> OfArgument(Command command, int place)
    {
        var group = command.Parents.OfType<Command>().FirstOrDefault()?.Name;
        return (group, command.Name, place) switch
        {
            ("providers" or "keys", "set", 0) => [.. names.Providers, .. KnownNames.Presets],
            ("providers", "presets", 0) => KnownNames.Presets,
            ("providers" or "keys", _, 0) => names.Providers,
            ("models", "remove", 0) => names.ConfiguredModels,
            ("models", "set" or "list", 0) => names.Models,
            ("models", "set", 1) => [.. names.Providers.SelectMany(provider => names.TargetsAt(provider.Name))],
            ("chains", "set", _) or ("splits", "set", 0 or 1) or ("rules", "set", 1) => names.Models,
            ("chains", _, 0) => names.Chains,
            ("rules", _, 0) => names.Rules,
            ("splits", _, 0) => names.Splits,
            ("budget", _, 0) => names.Budgets,
            ("templates", _, 0) => names.Templates,
            ("config", "get" or "set" or "unset", 0) => names.Settings,
            ("conversations", _, 0) => KnownConversations.Read(),
            (_, "completion", 0) => [.. CompletionScripts.Shells.Select(shell => new KnownName(shell, ""))],
            (_, "help", _) => [.. command.Parents.OfType<HolySheepCommand>().SelectMany(root => root.Subcommands).Where(sub => !sub.Hidden).Select(sub => new KnownName(sub.Name, sub.Description ?? ""))],
            _ => [],
        };
    }

    // 'stop|warn|downgrade'; other names of values are examples or kinds, in capitals, as 'FILE|URL'.
    private static IReadOnlyList<KnownName> Words(string? helpName) => helpName is not null && helpName.Contains('|', StringComparison.Ordinal) && helpName.Any(char.IsLower)
        ? [.. helpName.Split('|').Select(word => new KnownName(word, ""))]
        : [];
}

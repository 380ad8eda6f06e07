using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Cli.Commands;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>The table of what both front ends do, in docs/architecture.md, against the real commands and the cmdlets of the manifest.</summary>
public sealed class ParityTests
{
    internal static readonly string[] Rows = [.. File.ReadAllLines(Path.Combine(Readme.Root, "docs", "architecture.md"))
        .SkipWhile(line => !line.StartsWith("| with the command | in PowerShell |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];

    [Fact]
    public void The_table_has_every_command_once_and_no_other()
    {
        var commands = All(new HolySheepCommand(null!, null!, null!)).Where(command => command.Action is not null && !command.Hidden && command is not HolySheepCommand).Select(NameOf);
        Assert.Equal(commands.Order(), Rows.SelectMany(row => Regex.Matches(row.Split('|')[1], "`holysheep ([a-z ]+)`").Select(match => match.Groups[1].Value)).Order());
    }

    [Fact]
    public void The_table_has_every_cmdlet_once_and_no_other()
    {
        var manifest = File.ReadAllText(Path.Combine(Readme.Root, "HolySheep.psd1"));
        var exported = Regex.Matches(Regex.Match(manifest, @"CmdletsToExport\s*=\s*@\((.+?)\)", RegexOptions.Singleline).Groups[1].Value, "'([A-Za-z-]+)'").Select(match => match.Groups[1].Value);
        Assert.Equal(exported.Order(), Rows.SelectMany(row => Regex.Matches(row.Split('|')[2], "`([A-Z][A-Za-z]+-HolySheep[A-Za-z]+)`").Select(match => match.Groups[1].Value)).Order());
    }

    [Fact]
    public void A_row_without_a_counterpart_gives_its_reason() =>
        Assert.All(Rows.Select(row => row.Split('|')).Where(row => row[1].Trim().Length == 0 || row[2].Trim().Length == 0), row => Assert.NotEmpty(row[3].Trim()));

    internal static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    internal static string NameOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not HolySheepCommand ? $"{NameOf(parent)} {command.Name}" : command.Name;
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Cli.Commands;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Every parameter of every cmdlet against every option of its command: the table of differences in docs/architecture.md has each of them, with its reason, and no other.</summary>
public sealed class ParameterParityTests
{
    private const string Everywhere = "all";

    private static readonly HolySheepCommand Root = new(null!, null!, null!);
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string[]>> Cmdlets = CmdletMetadata.Read();

    private static readonly Difference[] Listed = [.. File.ReadAllLines(Path.Combine(Readme.Root, "docs", "architecture.md"))
        .SkipWhile(line => !line.StartsWith("| command | option | parameter |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(Difference.Read)];

    private static readonly string[] Both = [.. ParityTests.Rows.Select(row => row.Split('|')).Where(row => row[1].Contains('`') && row[2].Contains('`')).Select(row => row[2].Trim().Trim('`'))];

    public static TheoryData<string> Pairs => [.. Both];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_option_is_a_parameter_or_its_difference_is_in_the_table(string cmdlet)
    {
        var (commands, options) = OptionsOf(cmdlet);
        string[] missing = [.. options.Where(option => !Cmdlets[cmdlet].Any(parameter => AreSame(option, parameter)) && !Listed.Any(difference => difference.Covers(commands) && difference.Options.Contains(option)))];
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_parameter_is_an_option_or_its_difference_is_in_the_table(string cmdlet)
    {
        var (commands, options) = OptionsOf(cmdlet);
        string[] missing = [.. Cmdlets[cmdlet].Where(parameter => !options.Any(option => AreSame(option, parameter)))
            .Select(parameter => "-" + parameter[0]).Where(name => !Listed.Any(difference => difference.Covers(commands) && difference.Parameters.Contains(name)))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_of_the_table_is_a_difference_that_exists_and_has_a_reason()
    {
        Assert.NotEmpty(Listed);
        Assert.All(Listed, row => Assert.NotEmpty(row.Why));
        var (lonelyOptions, lonelyParameters) = (new HashSet<(string, string)>(), new HashSet<(string, string)>());
        foreach (var cmdlet in Both)
        {
            var (commands, options) = OptionsOf(cmdlet);
            foreach (var command in commands.Append(Everywhere))
            {
                lonelyOptions.UnionWith(options.Where(option => !Cmdlets[cmdlet].Any(parameter => AreSame(option, parameter))).Select(option => (command, option)));
                lonelyParameters.UnionWith(Cmdlets[cmdlet].Where(parameter => !options.Any(option => AreSame(option, parameter))).Select(parameter => (command, "-" + parameter[0])));
            }
        }

        Assert.Empty(Listed.SelectMany(row => row.Commands.SelectMany(command => row.Options.Select(option => (command, option)))).Except(lonelyOptions));
        Assert.Empty(Listed.SelectMany(row => row.Commands.SelectMany(command => row.Parameters.Select(parameter => (command, parameter)))).Except(lonelyParameters));
    }

    private static (string[] Commands, string[] Options) OptionsOf(string cmdlet)
    {
        var row = ParityTests.Rows.Single(row => row.Split('|')[2].Contains($"`{cmdlet}`"));
        string[] names = [.. Regex.Matches(row.Split('|')[1], "`holysheep ([a-z ]+)`").Select(match => match.Groups[1].Value)];
        var commands = ParityTests.All(Root).Where(command => names.Contains(ParityTests.NameOf(command))).ToList();
        Assert.Equal(names.Length, commands.Count);
        return (names, [.. commands.SelectMany(command => command.Options.Concat(Root.Options.Where(option => option.Recursive && option.Name != "--help")).Where(option => !option.Hidden).Select(option => option.Name)
            .Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument => argument.Name))).Distinct()]);
    }

    // -MaxConcurrency is --max-concurrency, -TimeoutSec is --timeout, a switch that can be turned off is --no-NAME too, and NAME,NAME is a list of NAME. An alias counts.
    private static bool AreSame(string option, string[] parameter)
    {
        var word = option.TrimStart('-').Split(',')[0].ToLowerInvariant();
        return parameter.Select(Kebab).Any(name => name == word || "no-" + name == word || Regex.Replace(name, "-(sec|mb)$", "") == word);
    }

    private static string Kebab(string parameter) => Regex.Replace(parameter, "(?<=[a-z0-9])(?=[A-Z])", "-").ToLowerInvariant();

    /// <summary>One row: what is called otherwise on the other side, or is not there.</summary>
    private sealed record Difference(string[] Commands, string[] Options, string[] Parameters, string Why)
    {
        public static Difference Read(string row)
        {
            var cells = row.Split('|');
            return new Difference(cells[1].Trim() == Everywhere ? [Everywhere] : Texts(cells[1]), Texts(cells[2]), Texts(cells[3]), cells[4].Trim());
        }

        public bool Covers(string[] commands) => Commands.Contains(Everywhere) || Commands.Intersect(commands).Any();

        private static string[] Texts(string cell) => [.. Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value)];
    }
}

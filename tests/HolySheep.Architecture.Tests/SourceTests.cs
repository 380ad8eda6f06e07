using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using HolySheep.Architecture.Tests.Rules;
using Xunit;

namespace HolySheep.Architecture.Tests;

public class SourceTests
{
    // By project and folder: why it is still one idea.
    private static readonly Dictionary<string, Dictionary<string, string>> LargeFolders = new()
    {
        ["HolySheep.Cli"] = new()
        {
            ["Commands"] = "one file for each command of the tool",
            ["Output"] = "one file for each text, table and JSON form that commands write",
        },
        ["HolySheep.PowerShell"] = new()
        {
            ["Binding"] = "one file for each kind of value that scripts pass, with the attributes that bind it",
            ["Commands"] = "one file for each cmdlet",
            ["Results"] = "one file for each class that cmdlets write",
        },
    };

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_namespace_is_the_folder(string project) => Expect.None(Check(project, SourceRules.NamespaceIsFolder));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_holds_one_type_and_has_its_name(string project) => Expect.None(Check(project, SourceRules.OneTypePerFile));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_file_is_longer_than_300_lines(string project) => Expect.None(Check(project, SourceRules.IsShort));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_type_is_longer_than_300_lines_over_all_its_partial_files(string project) => Expect.None(SourceRules.TypesAreShort(Repository.Sources(project)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_holds_more_than_25_files_without_a_reason(string project) =>
        Expect.None(SourceRules.FoldersAreSmall(Repository.Sources(project), LargeFolders.GetValueOrDefault(project) ?? []));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_name_says_its_role(string project) => Expect.None(Check(project, SourceRules.NameSaysItsRole));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_folders_called_Sqlite_and_the_project_of_another_engine_speak_SQL(string project) => Expect.None(project == "HolySheep.Postgres" ? [] : Check(project, SourceRules.SpeaksNoSql));

    [Fact]
    public void The_engines_of_stores_are_where_the_rule_expects_them() => Assert.Equal(
        ["Caching/Sqlite", "Maintenance/Sqlite", "Spend/Ledger/Sqlite", "Spend/Ledger/Sqlite/Commits", "Spend/Ledger/Sqlite/Import", "Spend/Ledger/Sqlite/Leases", "State/Sqlite", "State/Sqlite/Engine"],
        Repository.Sources("HolySheep.Core").Select(file => file.Path[..Math.Max(0, file.Path.LastIndexOf('/'))]).Where(folder => folder.Split('/').Contains("Sqlite")).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_test_makes_temporary_folders_only_by_the_kit_that_looks_for_keys_in_them()
    {
        // These name the ways; the module's Pester tests have one home, which is searched after the run; scripts that measure pwsh know no key.
        string[] allowed = ["HolySheep.TestKit/TempFolder.cs", "Pester/Setup.ps1"];
        string[] others = ["HolySheep.Architecture.Tests/", "HolySheep.Benchmarks/PowerShell/"];
        Expect.None([.. Repository.TestSources().Where(file => !allowed.Contains(file.Path) && !others.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(SourceRules.MakesTemporaryFoldersByTheKit)]);
        Assert.All(allowed, path => Assert.NotEmpty(SourceRules.MakesTemporaryFoldersByTheKit(Repository.TestSources().Single(file => file.Path == path))));
    }

    [Fact]
    public void The_sources_of_Core_are_found() => Assert.Contains(Repository.Sources("HolySheep.Core"), file => file.Path == "HolySheepClient.cs");

    private static IReadOnlyList<string> Check(string project, Func<SourceFile, IReadOnlyList<string>> rule) => [.. Repository.Sources(project).SelectMany(rule)];
}

using System.Collections.Generic;
using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using HolySheep.Architecture.Tests.Rules;
using Xunit;

namespace HolySheep.Architecture.Tests;

/// <summary>Each rule over sources, held against texts that break it and texts that do not.</summary>
public class SourceRulesBiteTests
{
    private static SourceFile File(string path, string text) => new("HolySheep", path, text);

    private static string Text(int lines) => string.Concat(Enumerable.Repeat("x\n", lines));

    [Theory]
    [InlineData("Chat/A.cs", "namespace HolySheep.Planning;\npublic class A { }")]
    [InlineData("A.cs", "namespace HolySheep.Chat;\nclass A { }")]
    [InlineData("Providers/OpenAi/A.cs", "namespace HolySheep.Providers;\nclass A { }")]
    [InlineData("Chat/A.cs", "public class A { }")]
    [InlineData("Chat/A.cs", "namespace HolySheep.Chat;\nnamespace HolySheep.Errors;\nclass A { }")]
    public void A_namespace_that_is_not_the_folder_is_reported(string path, string text) => Assert.Single(SourceRules.NamespaceIsFolder(File(path, text)));

    [Theory]
    [InlineData("A.cs", "namespace HolySheep;\npublic class A { }")]
    [InlineData("Providers/OpenAi/A.cs", "using System;\n\nnamespace HolySheep.Providers.OpenAi;\nclass A { }")]
    [InlineData("Properties/AssemblyInfo.cs", "[assembly: X]")]
    public void A_namespace_that_is_the_folder_is_allowed(string path, string text) => Expect.None(SourceRules.NamespaceIsFolder(File(path, text)));

    [Theory]
    [InlineData("A.cs", "public sealed class A { }\ninternal enum B { }")]
    [InlineData("A.cs", "public sealed class A { }\nfile sealed class B { }")]
    [InlineData("A.cs", "internal readonly record struct A(int X);\npublic interface IA { }")]
    [InlineData("A.cs", "public class A;\npublic delegate Task<int> B(string text);")]
    [InlineData("A.cs", "internal class B { }")]
    [InlineData("A.cs", "public delegate void B<T>(T it);")]
    [InlineData("A.cs", "public delegate (int, int) B(string text);")]
    public void A_second_type_or_another_name_is_reported(string path, string text) => Assert.Single(SourceRules.OneTypePerFile(File(path, text)));

    [Theory]
    [InlineData("A.cs", "public sealed partial record A\n{\n    private enum B { }\n}")]
    [InlineData("A.Aspect.cs", "public sealed partial class A<T> where T : class\n{\n}")]
    [InlineData("A.cs", "public delegate (int, int) A(string text);")]
    [InlineData("A.cs", "/// <summary>The class B of things.</summary>\npublic readonly ref struct A;")]
    public void One_type_with_nested_ones_or_aspects_is_allowed(string path, string text) => Expect.None(SourceRules.OneTypePerFile(File(path, text)));

    [Fact]
    public void The_301st_line_is_reported()
    {
        Expect.None(SourceRules.IsShort(File("A.cs", Text(300))));
        Assert.Single(SourceRules.IsShort(File("A.cs", Text(301))));
    }

    [Fact]
    public void The_301st_line_of_a_type_is_reported_over_all_its_partial_files()
    {
        SourceFile[] Of(int lines) => [File("Chat/A.cs", Text(200)), File("Chat/A.Aspect.cs", Text(lines)), File("Chat/AB.cs", Text(200)), File("A.cs", Text(200))];
        Expect.None(SourceRules.TypesAreShort(Of(100)));
        Assert.Equal(["Chat/A has 301 lines in 2 files, more than 300"], SourceRules.TypesAreShort(Of(101)));
    }

    [Fact]
    public void The_26th_file_of_a_folder_is_reported_unless_a_reason_is_given()
    {
        SourceFile[] Of(int files) => [.. Enumerable.Range(0, files).Select(number => File($"Chat/A{number}.cs", "")), .. Enumerable.Range(0, 25).Select(number => File($"Chat/Parts/B{number}.cs", ""))];
        Expect.None(SourceRules.FoldersAreSmall(Of(25), new Dictionary<string, string>()));
        Assert.Equal(["Chat holds 26 files, more than 25"], SourceRules.FoldersAreSmall(Of(26), new Dictionary<string, string>()));
        Expect.None(SourceRules.FoldersAreSmall(Of(26), new Dictionary<string, string> { ["Chat"] = "a reason" }));
    }

    [Fact]
    public void A_reason_for_a_folder_that_is_small_is_reported() =>
        Assert.Single(SourceRules.FoldersAreSmall([File("Chat/A.cs", "")], new Dictionary<string, string> { ["Chat"] = "a reason" }));

    [Theory]
    [InlineData("""var folder = Directory.CreateTempSubdirectory("a").FullName;""")]
    [InlineData("""var folder = Path.Combine(Path.GetTempPath(), "a");""")]
    [InlineData("""var file = Path.GetTempFileName();""")]
    [InlineData("""Directory.CreateDirectory("/dev/shm/a");""")]
    [InlineData("""Directory.CreateDirectory("/tmp/a");""")]
    [InlineData("$folder = Join-Path $env:TEMP 'a'")]
    [InlineData("$file = New-TemporaryFile")]
    public void A_temporary_folder_that_no_test_searches_is_reported(string text) => Assert.Single(SourceRules.MakesTemporaryFoldersByTheKit(File("A.cs", text)));

    [Theory]
    [InlineData("""using var folder = new TempFolder("a");""")]
    [InlineData("""using var home = new TempHome();""")]
    [InlineData("Set-Content TestDrive:/a.csv 'a'")]
    public void A_folder_of_the_kit_is_allowed(string text) => Expect.None(SourceRules.MakesTemporaryFoldersByTheKit(File("A.cs", text)));

    [Theory]
    [InlineData("ChatManager.cs")]
    [InlineData("Utils.cs")]
    [InlineData("StringUtil.cs")]
    [InlineData("Common/A.cs")]
    [InlineData("Chat/PathHelpers.cs")]
    [InlineData("Utilities/A.cs")]
    public void A_vague_name_is_reported(string path) => Assert.Single(SourceRules.NameSaysItsRole(File(path, "")));

    [Theory]
    [InlineData("Utilization.cs")]
    [InlineData("Chat/ChatRequest.cs")]
    public void A_name_that_says_its_role_is_allowed(string path) => Expect.None(SourceRules.NameSaysItsRole(File(path, "")));

    [Theory]
    [InlineData("Spend/Budgets/A.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("Spend/Budgets/A.cs", "using HolySheep.State.Sqlite.Engine;")]
    [InlineData("Spend/A.cs", "const string A = \"SELECT a FROM b\";")]
    [InlineData("State/A.cs", "const string A = \"INSERT OR REPLACE INTO b VALUES ($1)\";")]
    [InlineData("Csv/SqliteA.cs", "const string A = \"UPDATE b SET c = 1\";")]
    [InlineData("Health/A.cs", "const string A = \"DELETE FROM b\";")]
    public void Sql_outside_a_folder_of_an_engine_is_reported(string path, string text) => Assert.Single(SourceRules.SpeaksNoSql(File(path, text)));

    [Theory]
    [InlineData("Spend/Ledger/Sqlite/A.cs", "using Microsoft.Data.Sqlite; const string A = \"SELECT a FROM b\";")]
    [InlineData("State/Sqlite/Engine/A.cs", "using SQLitePCL;")]
    [InlineData("Spend/A.cs", "// Select a model from the list, insert it and update its price.")]
    [InlineData("State/A.cs", "using HolySheep.State.Sqlite;")]
    public void Sql_in_a_folder_of_an_engine_is_allowed(string path, string text) => Expect.None(SourceRules.SpeaksNoSql(File(path, text)));
}

using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using HolySheep.Architecture.Tests.Rules;
using Xunit;

namespace HolySheep.Architecture.Tests;

/// <summary>Each rule over sources, held against texts that break it and texts that do not.</summary>
public class SourceRulesBiteTests
{
    private static SourceFile File(string path, string text) => new("HolySheep", path, text);

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
        Expect.None(SourceRules.IsShort(File("A.cs", string.Concat(Enumerable.Repeat("x\n", 300)))));
        Assert.Single(SourceRules.IsShort(File("A.cs", string.Concat(Enumerable.Repeat("x\n", 301)))));
    }

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
}

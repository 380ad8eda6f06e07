using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace HolySheep.Architecture.Tests;

/// <summary>The core names cmdlets, parameters and options in one place, which knows the front end that shows them.</summary>
public sealed partial class FrontEndWordsTests
{
    // The hints themselves, and what vendors write.
    private static readonly string[] Exempt = ["CommandHint.cs", "ErrorWordings.cs"];

    [Fact]
    public void Only_the_hints_of_the_core_name_cmdlets_and_options()
    {
        var core = Path.Combine(Repository.Root, "src", "HolySheep.Core");
        var found = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !Exempt.Contains(Path.GetFileName(file)))
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//") && Words().IsMatch(line)).Select(line => $"{Path.GetRelativePath(core, file)}: {line.Trim()}"));

        Assert.Empty(found);
    }

    // In a string: a cmdlet, a subcommand, an option, or a parameter such as -Force.
    [GeneratedRegex("""\"[^"]*(\b[A-Z][a-z]+-HolySheep[A-Z]|\bholysheep (chat|csv|route|cost|models|providers|chains|rules|splits|keys|config|health|usage|budget|report)\b|(?<![-\w])--[a-z]{3}|[ (]-(Restart|Force|Encoding|Delimiter|Model|Provider|Fallback|Price|Default|Limit|Schema|Allow\w+)\b)""")]
    private static partial Regex Words();
}

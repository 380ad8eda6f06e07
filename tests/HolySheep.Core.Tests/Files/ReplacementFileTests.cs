using System.IO;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Files;

/// <summary>What stands at a temporary name is never written to.</summary>
public class ReplacementFileTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public void A_file_at_the_temporary_name_stays_as_it_is(bool replaces)
    {
        using var folder = new TempFolder("replacement");
        var path = Path.Combine(folder.Path, "out.csv");
        if (replaces)
        {
            File.WriteAllText(path, "old");
        }

        File.WriteAllText(ReplacementFile.TemporaryOf(path, "token"), "mine");

        Assert.Throws<IOException>(() => new ReplacementFile(path, "token").Dispose());

        Assert.Equal("mine", File.ReadAllText(ReplacementFile.TemporaryOf(path, "token")));
    }

    [UnixTheory]
    [InlineData(false), InlineData(true)]
    public void A_link_at_the_temporary_name_is_not_followed(bool replaces)
    {
        using var folder = new TempFolder("replacement");
        var (path, mine) = (Path.Combine(folder.Path, "out.csv"), Path.Combine(folder.Path, "mine.txt"));
        if (replaces)
        {
            File.WriteAllText(path, "old");
        }

        File.WriteAllText(mine, "mine");
        File.CreateSymbolicLink(ReplacementFile.TemporaryOf(path, "token"), mine);

        Assert.Throws<IOException>(() => new ReplacementFile(path, "token").Dispose());

        Assert.Equal("mine", File.ReadAllText(mine));
    }
}

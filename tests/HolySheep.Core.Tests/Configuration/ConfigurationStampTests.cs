using System.IO;
using Xunit;

namespace HolySheep.Configuration;

public sealed class ConfigurationStampTests
{
    [Fact]
    public void The_stamp_changes_with_the_file_and_with_the_variables_under_it_and_with_nothing_else()
    {
        using var home = new ConfigurationHome();
        ConfigurationStamp Stamp() => home.Open().Stamp();
        var missing = Stamp();
        home.Write("{}");
        var written = Stamp();
        home.Write("""{ "defaults": { "model": "a" } }""");
        var changed = Stamp();
        home.Environment["HOLYSHEEP_MODEL"] = "b";
        var named = Stamp();
        home.Environment["HOLYSHEEP_API_KEY"] = "k";

        Assert.Distinct([missing, written, changed, named]);
        Assert.Equal(named, Stamp());
    }

    [Fact]
    public void The_stamp_of_a_link_changes_with_the_file_that_it_leads_to()
    {
        using var home = new ConfigurationHome();
        ConfigurationStamp Stamp() => home.Open().Stamp();
        var missing = Stamp();
        var target = Path.Combine(home.Folder, "real.json");
        File.CreateSymbolicLink(home.File, target);
        Assert.Equal(missing, Stamp());
        File.WriteAllText(target, "{}");
        var written = Stamp();
        File.WriteAllText(target, """{ "defaults": { "model": "a" } }""");

        Assert.Distinct([missing, written, Stamp()]);
    }
}

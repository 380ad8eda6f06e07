using System.IO;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Schema;

public class SchemaFileTests
{
    [Fact]
    public void A_file_of_more_than_1_MB_is_refused_and_one_with_a_byte_order_mark_is_read_without_it()
    {
        using var folder = new TempFolder("schema");
        var small = Path.Combine(folder.Path, "small.json");
        File.WriteAllText(small, "{}", System.Text.Encoding.Unicode);

        Assert.Equal("{}", SchemaFile.Read(small));
        var large = folder.Write("large.json", new string(' ', 1024 * 1024 + 1));
        Assert.Equal("it has more than 1 MB", Assert.Throws<IOException>(() => SchemaFile.Read(large)).Message);
    }

    [UnixFact]
    public void A_device_that_never_ends_is_refused() => Assert.Equal("it has more than 1 MB", Assert.Throws<IOException>(() => SchemaFile.Read("/dev/zero")).Message);
}

using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Files;

/// <summary>The search for the marked key in what a test leaves behind.</summary>
public sealed class KeySearchTests
{
    [Fact]
    public async Task A_file_that_is_deleted_after_it_was_listed_is_passed_over_and_the_others_are_searched()
    {
        using var folder = new TempFolder("search");
        var leak = folder.Write("leak", KeyMarker.Value);
        using var over = new CancellationTokenSource();
        var passing = Enumerable.Range(0, 50).Select(number => folder[$"passing {number}"]).ToList();
        var deleting = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                passing.ForEach(path => File.WriteAllText(path, "x"));
                passing.ForEach(File.Delete);
            }
        });

        try
        {
            for (var search = 0; search < 300; search++)
            {
                Assert.Equal([leak + " at byte 0"], KeyMarker.FindIn(folder.Path));
            }
        }
        finally
        {
            await over.CancelAsync();
            await deleting;
        }
    }
}

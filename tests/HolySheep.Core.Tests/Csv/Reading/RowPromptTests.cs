using System.Globalization;
using System.Threading.Tasks;
using HolySheep.Templates;
using Xunit;

namespace HolySheep.Csv.Reading;

/// <summary>What is sent for a row.</summary>
public class RowPromptTests
{
    [Fact]
    public void Rows_that_are_read_by_several_threads_at_once_have_their_own_prompts()
    {
        var prompt = RowPrompt.Bind(PromptTemplate.Parse("Say {Body} to {Id}."), ["Id", "Body"]);

        Parallel.For(0, 100_000, row =>
        {
            var id = row.ToString(CultureInfo.InvariantCulture);
            Assert.Equal($"Say text {id} to {id}.", prompt.Of([id, "text " + id]));
        });
    }
}

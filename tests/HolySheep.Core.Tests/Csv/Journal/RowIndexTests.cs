using System;
using System.Linq;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Journal;

/// <summary>What grows with the rows.</summary>
public class RowIndexTests
{
    private const int MostBytesARow = 40;

    [Fact]
    public void Rows_with_one_key_share_a_prompt_and_prompts_are_numbered_as_they_come()
    {
        var index = new RowIndex();
        foreach (var key in (ulong[])[5, 6, 5, 7, 6])
        {
            index.Add(new RowKey(key, 0));
        }

        Assert.Equal([0, 1, 0, 2, 1], Enumerable.Range(0, index.Rows).Select(index.PromptOf));
        Assert.Equal((5, 3, 2, -1), (index.Rows, index.Prompts, index.Find(new RowKey(7, 0)), index.Find(new RowKey(8, 0))));
    }

    [Theory]
    [InlineData(104_900)] // just grown
    [InlineData(190_000)]
    [InlineData(1_000_000)]
    public void The_index_takes_at_most_forty_bytes_a_row(int rows)
    {
        var random = new Random(1);
        var index = new RowIndex();
        for (var row = 0; row < rows; row++)
        {
            index.Add(new RowKey((ulong)random.NextInt64(), (ulong)row));
        }

        Assert.Equal(rows, index.Prompts);

        // A key and a state of each prompt cannot take less than 24 bytes: what is below was not counted.
        Assert.InRange((double)KeptMemory.Of(index) / rows, 24, MostBytesARow);
    }

    [Fact]
    public void A_state_keeps_its_stage_and_its_place()
    {
        var far = 1L << 50;
        Assert.Equal((RowStage.Answered, far), (RowState.Answered(far).Stage, RowState.Answered(far).Offset));
        Assert.Equal((RowStage.FailedForNow, 16), (RowState.Failed(16, again: true).Stage, RowState.Failed(16, again: true).Offset));
        Assert.Equal((RowStage.Failed, RowStage.Asked, RowStage.Waiting), (RowState.Failed(16, again: false).Stage, default(RowState).Ask().Stage, default(RowState).Stage));
    }
}

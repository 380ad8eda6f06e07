using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;
using HolySheep.Csv.Reading;
using HolySheep.Csv.Running;
using HolySheep.Planning;

namespace HolySheep.Csv.Planning;

/// <summary>Calculates what a run would do, without a call and without writing a file.</summary>
internal static class JobPlanner
{
    public static async Task<CsvJobPlan> PlanAsync(HolySheepClient client, JobSetup setup, CancellationToken cancel)
    {
        var warnings = new List<string>();
        var tokens = new ChunkedList<int>();
        var ranges = new OutputRanges(client, setup.Request);
        var index = JobIndexing.Read(setup, warnings.Add, See, cancel);
        Recall(setup, index, warnings);
        var asked = Asked(index, tokens, RowTokens.Overhead(setup.Request));
        var total = asked.Sum();
        var targets = setup.Targets.Concat(setup.Reference?.Targets ?? []).ToList();
        await ranges.ReadAsync(targets, cancel).ConfigureAwait(false);
        List<CsvTargetCost> costs = [.. targets.Select(target => CostAt(client, setup.Request, target, asked, ranges.At(target, asked.Count)))];
        var timeAtLimits = TimeAtLimits(client, setup.Targets[0], asked.Count, total);
        return new CsvJobPlan
        {
            Rows = index.Rows,
            DistinctPrompts = index.Prompts,
            Reused = JobCounts.Of(index, long.MaxValue).Reused,
            ToAsk = asked.Count,
            PromptTokens = total,
            TooLong = asked.Count(prompt => setup.Targets.All(target => IsTooLong(target, prompt, setup.Request))),
            TimeAtLimits = timeAtLimits,
            MissingColumns = setup.Prompt.Missing,
            Targets = costs,
            Lanes = LanePlan.Of(client, setup, asked, ranges, costs[0], timeAtLimits),
            Warnings = warnings,
        };

        void See(RowInput row)
        {
            tokens.Add((int)Math.Min(int.MaxValue, RowTokens.Count(row.Text, setup.Targets[0]) + (setup.Attachments?.TokensOf(row.Attachments) ?? 0)));
            ranges.See(row.Text);
        }
    }

    private static void Recall(JobSetup setup, RowIndex index, List<string> warnings)
    {
        if (setup.Options.Restart || !File.Exists(setup.Paths.Journal))
        {
            return;
        }

        var batches = new JobBatches();
        using var journal = new JournalReader(setup.Paths.Journal);
        journal.Scan((offset, isAnswer, key) =>
        {
            var prompt = isAnswer ? index.Find(key) : -1;
            if (prompt >= 0)
            {
                index.Set(prompt, RowState.Answered(offset));
            }
        }, batches.Recall);
        batches.Claim(index);
        if (DamageText.Of(setup.Paths.Journal, journal.DamagedBytes, journal.Head is { IsCut: true }, index) is { } damage)
        {
            warnings.Add(damage);
        }
    }

    /// <summary>The tokens of each prompt that has no answer and is in no batch.</summary>
    private static List<long> Asked(RowIndex index, ChunkedList<int> tokens, long overhead)
    {
        var asked = new List<long>();
        var highest = -1;
        for (var row = 0; row < index.Rows; row++)
        {
            var prompt = index.PromptOf(row);
            if (prompt > highest && index.StateOf(prompt).Stage == RowStage.Waiting)
            {
                asked.Add(tokens[row] + overhead);
            }

            highest = Math.Max(highest, prompt);
        }

        return asked;
    }

    private static bool IsTooLong(RouteCandidate target, long tokens, ChatRequest request) => tokens + (request.MaxTokens ?? 0) > (target.ContextWindow ?? long.MaxValue);

    private static CsvTargetCost CostAt(HolySheepClient client, ChatRequest request, RouteCandidate target, List<long> asked, OutputRange output) => new()
    {
        Target = target.Target,
        ChainIndex = target.ChainIndex,
        TooLong = target.ContextWindow is null ? null : asked.Count(prompt => IsTooLong(target, prompt, request)),
        CostLow = SumOf(asked, output.Low, usage => client.CostOf(target, usage)),
        CostHigh = SumOf(asked, output.High, usage => client.CostOf(target, usage, request)),
    };

    // One by one, because a long prompt may have a higher price.
    public static decimal? SumOf(List<long> asked, long output, Func<ChatUsage, decimal?> costOf)
    {
        decimal? sum = 0m;
        foreach (var prompt in asked)
        {
            sum += costOf(new ChatUsage { PromptTokens = prompt, CompletionTokens = output });
        }

        return sum;
    }

    private static TimeSpan? TimeAtLimits(HolySheepClient client, RouteCandidate target, int calls, long tokens)
    {
        var provider = client.ProviderOf(target);
        var minutes = new[] { (double)calls / provider.RequestsPerMinute, (double)tokens / provider.TokensPerMinute }.Max();
        return minutes is { } known ? TimeSpan.FromMinutes(known) : null;
    }
}

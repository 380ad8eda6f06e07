using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Cli.Output;
using HolySheep.Csv;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

/// <summary>What a person sees at terminals of any width.</summary>
public sealed class TerminalTests
{
    private static readonly CsvJobProgress Progress = new()
    {
        Phase = CsvJobPhase.Asking,
        Rows = 1_000_000,
        Done = 123_456,
        Failed = 7_890,
        InFlight = 128,
        Limit = 128,
        RowsPerSecond = 1234.5,
        Cost = 1234.567891m,
        TimeLeft = TimeSpan.FromHours(12.5),
    };

    [Theory]
    [InlineData(20), InlineData(40), InlineData(61), InlineData(80), InlineData(120), InlineData(200)]
    public void A_table_never_breaks_a_word_and_fits_where_its_words_do(int width)
    {
        string[][] rows =
        [
            ["claude-sonnet-4.5", "holysheep", "1234567", "No usable key for the provider 'holysheep'; places searched: env:HOLYSHEEP_API_KEY"],
            ["gpt-4.1", "backup", "7", "漢字かな交じり文 and words"],
        ];
        using var stream = new MemoryStream();
        using var output = new StandardOutput(stream, isTerminal: true, () => false, width);

        new TableOutput(["MODEL", "PROVIDER", "TOKENS"], ["REASON"], "TOKENS").Write(output, rows);

        var shown = Encoding.UTF8.GetString(stream.ToArray());
        var words = rows.SelectMany(row => row).SelectMany(cell => cell.Split(' ')).ToHashSet();
        var kept = shown.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => !word.All(character => character == '─')).ToHashSet();
        Assert.Subset(words.Concat(["MODEL", "PROVIDER", "TOKENS", "REASON"]).ToHashSet(), kept);
        Assert.Superset(words.Except(["1234567", "7"]).ToHashSet(), kept);
        Assert.All(shown.Split('\n'), line => Assert.True(CellWidth.Of(line.TrimEnd()) <= Math.Max(width, 32), line));
    }

    [Theory]
    [InlineData(10), InlineData(21), InlineData(40), InlineData(61), InlineData(100), InlineData(200)]
    public void Progress_fits_any_width_and_what_matters_most_stays(int width)
    {
        CsvJobProgress[] all =
        [
            Progress, Progress with { PausedUntil = new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero), PauseReason = "no target answers: 漢字 " + new string('x', 300) },
            Progress with { Phase = CsvJobPhase.Stopping }, Progress with { Phase = CsvJobPhase.Writing }, Progress with { Phase = CsvJobPhase.Reading },
        ];

        Assert.All(all, progress => Assert.InRange(CellWidth.Of(JobStatus.Fit(progress, width)), 1, width));
        Assert.StartsWith(width < 25 ? "123456 of" : "123456 of 1000000 rows", JobStatus.Fit(Progress, width));
        Assert.Contains("128 calls under way", JobStatus.Of(Progress));
    }

    [Fact]
    public async Task The_bar_of_a_job_fits_the_terminal()
    {
        using var screen = new MemoryStream();
        using (var output = new StandardOutput(screen, isTerminal: true, () => false))
        {
            await using (var bar = new JobBar(output))
            {
                bar.Show(Progress with { PausedUntil = new DateTimeOffset(2026, 11, 29, 2, 0, 0, TimeSpan.Zero), PauseReason = "no target answers: " + new string('x', 300) });
            }
        }

        // Colors and movements of the cursor take no columns.
        var shown = Regex.Replace(Encoding.UTF8.GetString(screen.ToArray()), "\\x1b\\[[0-9;?]*[A-Za-z]", "");
        Assert.Contains("123456 of 1000000 rows", shown);
        Assert.DoesNotContain("xxx", shown);
        Assert.All(shown.Split('\n', '\r'), line => Assert.InRange(CellWidth.Of(line.TrimEnd()), 0, 80));
    }

    [Fact]
    public void After_a_second_of_silence_a_line_shows_the_wait_and_is_removed_before_other_output()
    {
        var clock = new FakeTimeProvider();
        using var stderr = new StringWriter();
        using var output = new StandardOutput(Stream.Null, isTerminal: true, () => false);
        var messages = new Messages(stderr, isTerminal: true);
        using var waiting = WaitingLine.Begin(output, messages, json: false, clock, () => 80);

        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Empty(stderr.ToString());
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.StartsWith("waiting for the answer, 1 s", stderr.ToString());
        messages.Warning("a fallback");
        clock.Advance(TimeSpan.FromSeconds(1));
        waiting!.Dispose();
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["warning: a fallback", ""], Screen(stderr.ToString()));
    }

    [Fact]
    public async Task The_waiting_line_is_removed_before_the_first_text_of_a_streamed_answer()
    {
        var clock = new FakeTimeProvider();
        using var screen = new MemoryStream();
        using var output = new StandardOutput(screen, isTerminal: true, () => false);
        using var stderr = new StreamWriter(screen, StandardOutput.Utf8, bufferSize: 16, leaveOpen: true) { AutoFlush = true };
        var messages = new Messages(stderr, isTerminal: true);
        using var waiting = WaitingLine.Begin(output, messages, json: false, clock, () => 80);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new AnswerStream(output, messages, waiting).ShowAsync(LateAsync(), default));

        Assert.Equal(["fine", ""], Screen(Encoding.UTF8.GetString(screen.ToArray())));

        async IAsyncEnumerable<ChatUpdate> LateAsync()
        {
            await Task.Yield();
            clock.Advance(TimeSpan.FromSeconds(2));
            yield return new ChatUpdate(ChatUpdateKind.Text, "fi");
            clock.Advance(TimeSpan.FromSeconds(2));
            yield return new ChatUpdate(ChatUpdateKind.Text, "ne");
        }
    }

    [Theory]
    [InlineData(1), InlineData(12)]
    public void The_waiting_line_never_reaches_the_last_column(int width)
    {
        var clock = new FakeTimeProvider();
        using var stderr = new StringWriter();
        using var output = new StandardOutput(Stream.Null, isTerminal: true, () => false);
        using var waiting = WaitingLine.Begin(output, new Messages(stderr, isTerminal: true), json: false, clock, () => width);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.InRange(stderr.ToString().Length, 0, width - 1);
    }

    [Theory]
    [InlineData(false, true, false), InlineData(true, false, false), InlineData(true, true, true)]
    public void Nothing_is_shown_of_the_wait_in_a_pipe_or_with_JSON(bool stdout, bool stderr, bool json)
    {
        using var output = new StandardOutput(Stream.Null, stdout, () => false);

        Assert.Null(WaitingLine.Begin(output, new Messages(TextWriter.Null, stderr), json, new FakeTimeProvider()));
    }

    /// <summary>The lines that are left on a terminal that knows line feeds and carriage returns.</summary>
    private static string[] Screen(string written) =>
    [
        .. written.Split('\n').Select(line =>
        {
            var cells = Array.Empty<char>();
            foreach (var part in line.Split('\r'))
            {
                cells = [.. part, .. cells.Skip(part.Length)];
            }

            return new string(cells).TrimEnd();
        }),
    ];
}

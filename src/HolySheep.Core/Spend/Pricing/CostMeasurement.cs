using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Catalog;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Templates;

namespace HolySheep.Spend.Pricing;

/// <summary>Adds up the cost of texts as prompts at several models. Keeps none of the texts, and makes no call unless the providers are to count.</summary>
public sealed class CostMeasurement
{
    private readonly IReadOnlyList<MeasuredModel> _models;
    private readonly Func<RouteCandidate, PromptKind, double?> _density;
    private readonly Func<RouteCandidate, string, CancellationToken, Task<(long? Tokens, string? Reason)>>? _count;
    private long _items;

    /// <param name="models">The models.</param>
    /// <param name="density">Gives the learned characters per token of a target, if there are any.</param>
    /// <param name="count">Asks a target's provider for the tokens of a text; null if no provider is asked.</param>
    internal CostMeasurement(
        IReadOnlyList<MeasuredModel> models, Func<RouteCandidate, PromptKind, double?> density, Func<RouteCandidate, string, CancellationToken, Task<(long? Tokens, string? Reason)>>? count) =>
        (_models, _density, _count) = (models, density, count);

    /// <summary>The targets whose provider was to count tokens and did not, one line each.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. _models.Where(model => model.CountFault is not null)
            .Select(model => $"{model.Target.Target} did not count the tokens: {model.CountFault}. They are {(model.HasTokenizer ? "counted with the model's own encoding" : "estimated")}."),
    ];

    /// <summary>Adds a text as one prompt.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled the counting.</exception>
    public async Task AddAsync(string text, CancellationToken cancellationToken = default)
    {
        var counts = _count is null ? null : await Task.WhenAll(_models.Select(model => CountAsync(model, text, cancellationToken))).ConfigureAwait(false);
        _items++;
        for (var place = 0; place < _models.Count; place++)
        {
            _models[place].Add(text, _density, counts?[place]);
        }
    }

    /// <summary>Adds the text of a file as one prompt: UTF-8, or the encoding of its byte order mark.</summary>
    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the counting.</exception>
    public async Task AddFileAsync(string path, CancellationToken cancellationToken = default)
    {
        var text = "";
        await ReadAsync(path, reader =>
        {
            text = reader.ReadToEnd();
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        await AddAsync(text, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds one prompt for each row of a CSV file.</summary>
    /// <param name="path">The file; its first row names the columns.</param>
    /// <param name="template">The prompt template with <c>{Column}</c> placeholders; required.</param>
    /// <param name="cancellationToken">Cancels the reading and the counting.</param>
    /// <exception cref="HolySheepException">The file cannot be read, or has no such column.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled it.</exception>
    public async Task AddCsvAsync(string path, string? template, CancellationToken cancellationToken = default)
    {
        var prompt = PromptTemplate.Parse(template is { Length: > 0 } ? template : throw new HolySheepException(
            ErrorCode.ArgumentInvalid, "There is no prompt for the rows.", "Give a prompt with {Column} placeholders, for example 'Sentiment of: {Body}'."));
        await ReadAsync(path, reader => AddRowsAsync(reader, prompt, path, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The estimated cost of everything added so far, by model.</summary>
    /// <exception cref="HolySheepException">Nothing was added.</exception>
    public IReadOnlyList<CostEstimate> ToEstimates() => _items > 0
        ? _models.Select(model => model.ToEstimate()).ToList()
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, "There is nothing to measure.", "Give a text, files, or a CSV file with rows and a prompt for each.");

    private async Task AddRowsAsync(StreamReader reader, PromptTemplate prompt, string path, CancellationToken cancellationToken)
    {
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, BadDataFound = null });
        if (!csv.Read())
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The file '{path}' is empty.", "A CSV file begins with the names of its columns.");
        }

        var columns = csv.Record!.ToArray();
        var places = prompt.Names.ToDictionary(name => name, name => NameChoice.IndexOf(name, columns, "columns of the file"));
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = csv.Record!;
            await AddAsync(prompt.Fill(name => Cell(row, places[name]), columns), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The cell of a column; empty if the row is shorter, null if there is no such column.</summary>
    private static string? Cell(string[] row, int column) => column < 0 ? null : column < row.Length ? row[column] : "";

    // A provider that fails to count is not asked again: the others would wait for each of its failures.
    private async Task<long?> CountAsync(MeasuredModel model, string text, CancellationToken cancellationToken)
    {
        if (model.CountFault is not null)
        {
            return null;
        }

        var (tokens, reason) = await _count!(model.Target, text, cancellationToken).ConfigureAwait(false);
        model.CountFault = reason;
        return tokens;
    }

    private static async Task ReadAsync(string path, Func<StreamReader, Task> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
            await read(reader).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The file '{path}' cannot be read: {fault.Message}", "Give the path of a text file.", fault);
        }
    }
}

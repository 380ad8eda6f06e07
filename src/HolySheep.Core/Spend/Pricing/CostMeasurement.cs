using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Catalog;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Templates;

namespace HolySheep.Spend.Pricing;

/// <summary>Adds up the cost of texts as prompts at several models. Makes no call and keeps none of the texts.</summary>
public sealed class CostMeasurement
{
    private readonly IReadOnlyList<MeasuredModel> _models;
    private readonly Func<RouteCandidate, PromptKind, double?> _density;
    private long _items;

    /// <param name="models">The models.</param>
    /// <param name="density">Gives the learned characters per token of a target, if there are any.</param>
    internal CostMeasurement(IReadOnlyList<MeasuredModel> models, Func<RouteCandidate, PromptKind, double?> density) => (_models, _density) = (models, density);

    /// <summary>Adds a text as one prompt.</summary>
    public void Add(string text)
    {
        _items++;
        foreach (var model in _models)
        {
            model.Add(text, _density);
        }
    }

    /// <summary>Adds the text of a file as one prompt: UTF-8, or the encoding of its byte order mark.</summary>
    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    public void AddFile(string path) => Add(Readable(path, reader => reader.ReadToEnd()));

    /// <summary>Adds one prompt for each row of a CSV file.</summary>
    /// <param name="path">The file; its first row names the columns.</param>
    /// <param name="template">The prompt template with <c>{Column}</c> placeholders; required.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HolySheepException">The file cannot be read, or has no such column.</exception>
    public void AddCsv(string path, string? template, CancellationToken cancellationToken = default)
    {
        var prompt = PromptTemplate.Parse(template is { Length: > 0 } ? template : throw new HolySheepException(
            ErrorCode.ArgumentInvalid, "There is no prompt for the rows.", "Give a prompt with {Column} placeholders, for example 'Sentiment of: {Body}'."));
        Readable(path, reader =>
        {
            AddRows(reader, prompt, path, cancellationToken);
            return true;
        });
    }

    /// <summary>The estimated cost of everything added so far, by model.</summary>
    /// <exception cref="HolySheepException">Nothing was added.</exception>
    public IReadOnlyList<CostEstimate> ToEstimates() => _items > 0
        ? _models.Select(model => model.ToEstimate()).ToList()
        : throw new HolySheepException(ErrorCode.ArgumentInvalid, "There is nothing to measure.", "Give a text, files, or a CSV file with rows and a prompt for each.");

    private void AddRows(StreamReader reader, PromptTemplate prompt, string path, CancellationToken cancellationToken)
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
            Add(prompt.Fill(name => Cell(row, places[name]), columns));
        }
    }

    /// <summary>The cell of a column; empty if the row is shorter, null if there is no such column.</summary>
    private static string? Cell(string[] row, int column) => column < 0 ? null : column < row.Length ? row[column] : "";

    private static T Readable<T>(string path, Func<StreamReader, T> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
            return read(reader);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The file '{path}' cannot be read: {fault.Message}", "Give the path of a text file.", fault);
        }
    }
}

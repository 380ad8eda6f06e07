using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace HolySheep.Spend.Report;

/// <summary>A table of the page: a name in the first column, then figures.</summary>
/// <param name="id">Its id in the page.</param>
/// <param name="caption">Its caption, for readers who cannot see its place.</param>
/// <param name="headers">The names of the columns.</param>
internal sealed class ReportTable(string id, string caption, params string[] headers)
{
    private readonly List<XElement> _rows = [];
    private readonly List<XElement> _totals = [];

    public void Add(params XElement[] cells) => _rows.Add(new XElement("tr", cells));

    /// <summary>Adds a note below the last row, over the whole width.</summary>
    public void AddNotes(IEnumerable<string> notes)
    {
        _rows[_rows.Count - 1].SetAttributeValue("class", "open");
        _rows.Add(Html.Of("tr", "more", Html.Of("td", null, new XAttribute("colspan", headers.Length), notes.Select(note => Html.Of("div", "note", Html.Text(note))))));
    }

    public void AddTotal(params XElement[] cells) => _totals.Add(new XElement("tr", cells));

    /// <summary>The table, in a frame that scrolls if the screen is too narrow.</summary>
    public XElement ToElement()
    {
        // A header has the alignment of its column.
        var kinds = _rows[0].Elements().Select(cell => cell.Attribute("class")?.Value).ToList();
        return Html.Of(
            "div", "scroll", new XAttribute("tabindex", 0), new XAttribute("role", "region"), new XAttribute("aria-label", caption),
            new XElement(
                "table", new XAttribute("id", id), new XElement("caption", caption),
                new XElement("thead", new XElement("tr", headers.Select((header, column) => Html.Of("th", kinds[column], new XAttribute("scope", "col"), header)))),
                new XElement("tbody", _rows),
                _totals.Count > 0 ? new XElement("tfoot", _totals) : null));
    }
}

#!/bin/sh
# json_contract.sh -- the keys and the sense of the JSON that scripts rely on; CSV has
# the same keys and the same numbers; a file is replaced by a whole answer or not at all.
. "$(dirname "$0")/tap.sh"

card 3
echo old > old.json
run com --json --output old.json --set N_b=x card.yaml
if [ "$status" = 2 ] && [ "$(cat old.json)" = old ]; then ok 'a run that fails leaves an old file'
else not_ok 'a run that fails leaves an old file'; fi
run com --json --output old.json card.yaml
if [ "$status" = 0 ] && [ ! -s out ] && grep -q '"com_db"' old.json; then
    ok 'a run that succeeds replaces it, and prints nothing'
else not_ok 'a run that succeeds replaces it, and prints nothing'; fi

if ! python3 -c 'import json, csv, math' 2> /dev/null; then
    skip 'the keys of the JSON' 'there is no python3'
    echo "1..$n"
    exit
fi

cat > common.py <<'EOF'
import csv, json, math, sys

def refuse(word):
    raise ValueError(word + ' is no number of the contract')

def say(true, what):
    if not true:
        print(what)

def flat(row, before=''):
    """Scalars and lists of scalars of a row by their path, as CSV cells."""
    cells = {}
    for key, value in row.items():
        if isinstance(value, dict):
            cells.update(flat(value, before + key + '.'))
        elif not (isinstance(value, list) and any(isinstance(x, dict) for x in value)):
            cells[before + key] = value
    return cells

def alike(cell, value):
    if value is None:
        return cell == ''
    if isinstance(value, bool):
        return cell == ('yes' if value else 'no')
    if isinstance(value, list):
        if all(isinstance(x, (int, float)) for x in value):
            return [float(x) for x in cell.split()] == [float(x) for x in value]
        return cell == '; '.join(value)
    return float(cell) == value if isinstance(value, (int, float)) else cell == value

def nulls(node, path=''):
    if node is None:
        yield path
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from nulls(value, path + '.' + key)
    elif isinstance(node, list):
        for value in node:
            yield from nulls(value, path + '[]')

def load(name, command, rows, may_be_null=()):
    """The answer of <name>.json, after what holds for every command."""
    with open(name + '.json') as file:
        root = json.load(file, parse_constant=refuse)
    say(list(root)[:5] == ['lanereach', 'command', 'inputs', 'assumptions', 'warnings'],
        'it begins with %s' % list(root)[:5])
    say(root['command'] == command, 'command is %s' % root['command'])
    for entry in root['inputs']:
        say(len(entry['sha256']) == 64 and entry['path'], 'inputs: %s' % entry)
    for path in nulls(root):
        say(path in may_be_null, path + ' is null')
    with open(name + '.csv', newline='') as file:
        table = list(csv.reader(file))
    head = table[0]
    say(len(table) == 1 + len(root[rows]), 'CSV has %d rows' % (len(table) - 1))
    for cells, row in zip(table[1:], root[rows]):
        want = flat(row)
        for key in want:
            say(key in head, key + ' is no column of the CSV')
        for key, cell in zip(head, cells):
            if key in want:
                say(alike(cell, want[key]), '%s: %s is not %s' % (key, cell, want[key]))
            elif key in of_channel:
                say(alike(cell, root[key]), '%s: %s is not the channel\'s' % (key, cell))
            else:
                say(cell == '', key + ' is in the CSV only')
    return root

def need(node, keys, where):
    for key in keys.split():
        say(key in node, '%s has no %s' % (where, key))

# Of com: cells of a case's row that are its channel's.
of_channel = ('thru', 'interface', 'pass')

def near(a, b, what):
    say(math.isclose(a, b, rel_tol=1e-9), '%s: %r is not %r' % (what, a, b))
EOF

# contract NAME ARGUMENT... -- the program on standard input judges x.json and x.csv.
contract() {
    name=$1
    shift
    cat common.py - > judge.py
    run "$@" --quiet --csv
    cp out x.csv
    run "$@" --quiet --json
    cp out x.json
    python3 judge.py > wrong 2>&1
    verdict "$name"
}

contract 'com' com card.yaml <<'EOF'
root = load('x', 'com', 'cases')
need(root, 'pass target_db com_db cases channels criteria search interface grade dialect '
     'release grid thru', 'com')
need(root['search'], 'candidates seconds', 'search')
say(len(root['inputs']) == 1 and len(root['assumptions']) > 0, 'inputs or assumptions')
say(root['pass'] is True and root['target_db'] == 3, 'the verdict')
say(len(root['channels']) == 1, 'one channel')
for key, value in root['channels'][0].items():
    say(root[key] == value, key + ' is not repeated at the top')
for case in root['cases']:
    need(case, 'name com_db fom_db a_s_mv a_ni_mv vec_db veo_mv il_nyquist_db tx_ffe '
         'tx_ffe_first g_dc_db dfe sigma_mv flags', case['name'])
    need(case['sigma_mv'], 'tx isi xtalk jitter noise', 'sigma_mv')
    s, noise = case['a_s_mv'], case['a_ni_mv']
    near(case['com_db'], 20 * math.log10(s / noise), 'com_db')
    near(case['vec_db'], -20 * math.log10((s - noise) / s), 'vec_db')
    near(case['veo_mv'], 2 * (s - noise), 'veo_mv')
    # NRZ with R_LM = 1: A_s is s_0.
    power = sum(x * x for x in case['sigma_mv'].values())
    near(case['fom_db'], 10 * math.log10(s * s / power), 'fom_db')
    near(case['sigma_mv']['tx'], s * 10 ** (-27 / 20), 'sigma_mv.tx')
    near(sum(abs(c) for c in case['tx_ffe']), 1, 'the taps')
    say(case['tx_ffe_first'] == -1 and len(case['tx_ffe']) == 3, 'tx_ffe')
    say(len(case['dfe']) == 14, 'dfe')
say(root['com_db'] == min(c['com_db'] for c in root['cases']), 'the worst case')
c = root['criteria'][0]
say((c['name'], c['limit'], c['sense'], c['unit'], c['pass']) == ('COM', 3, 'min', 'dB', True),
    'criteria')
EOF

sed 's/100gbase-kr4/100gaui-1-c2c/; s/com: 3 dB/com: 40 dB/' card.yaml > c2c.yaml
contract 'com with a low-frequency CTLE, missed' com c2c.yaml <<'EOF'
root = load('x', 'com', 'cases')
say(root['pass'] is False and root['criteria'][0]['pass'] is False, 'the verdict')
for case in root['cases']:
    need(case, 'g_dc_hp_db', case['name'])
    say(case['tx_ffe_first'] == -3 and len(case['tx_ffe']) == 5, 'tx_ffe')
EOF

contract 'loss of a link' loss card.yaml --at 5GHz,13.28GHz <<'EOF'
root = load('x', 'loss', 'points')
need(root, 'points il_nyquist_db f_nyquist_ghz link interface grid', 'loss')
say([p['freq_ghz'] for p in root['points']] == [5, 13.28], 'the frequencies')
for point in root['points']:
    need(point, 'sdd21_db sdd11_db sdd22_db', 'a point')
    say(point['sdd21_db'] < 0 < root['il_nyquist_db'], 'the signs')
EOF

printf '# GHz S DB R 50\n1 -40 0 -3 9 -3 9 -40 0\n3 -30 0 -5 9 -5 9 -28 0\n' > x.s2p
contract 'loss of a 2-port' loss x.s2p --at 2GHz <<'EOF'
root = load('x', 'loss', 'points')
need(root, 'file file_ports zref_ohm frequencies f_min_ghz f_max_ghz', 'loss')
point = root['points'][0]
near(point['s21_db'], -4, 's21_db')
near(point['s11_db'], -35, 's11_db')
near(point['s22_db'], -34, 's22_db')
EOF

{
    echo '# GHz S RI R 50'
    for f in 1 2; do
        echo "$f 0 0 .8 0 .01 0 0 0"
        echo '.8 0 0 0 0 0 .01 0'
        echo '.01 0 0 0 0 0 .7 0'
        echo '0 0 .01 0 .7 0 0 0'
    done
} > x.s4p
contract 'loss of a 4-port' loss x.s4p --at 1GHz <<'EOF'
root = load('x', 'loss', 'points')
say(root['ports'] == '13-24', 'ports')
need(root, 'ports_evidence', 'loss')
# (S21 - S23 - S41 + S43)/2 and (S21 - S23 + S41 - S43)/2, with S41 = S23 = 0.
near(root['points'][0]['sdd21_db'], 20 * math.log10(0.75), 'sdd21_db')
near(root['points'][0]['scd21_db'], 20 * math.log10(0.05), 'scd21_db')
EOF

contract 'reach of a built-in medium' reach --rates 25 --media pcb-fr4 <<'EOF'
root = load('x', 'reach', 'rows')
row = root['rows'][0]
need(row, 'medium link interface grade criterion lane_rate_gbps baud_gbd modulation varied '
     'reach_m limited_by margin_at_reach_db margin_beyond_db points', 'a row')
say(row['lane_rate_gbps'] == 25 and row['baud_gbd'] == 25.78125, 'the rate')
say(row['modulation'] == 'NRZ' and row['varied'] == 'length', 'modulation and what varies')
say(row['interface'] == '100gbase-kr4' and row['criterion'] == 'COM >= 3 dB', 'the judge')
say(row['margin_at_reach_db'] >= 0 > row['margin_beyond_db'], 'the margins')
near(row['reach_in'] * 0.0254, row['reach_m'], 'inches')
lengths = [p['length_m'] for p in row['points']]
say(lengths == sorted(lengths) and row['reach_m'] in lengths, 'the points')
say(sum(x < row['reach_m'] for x in lengths) >= 8, 'eight lengths below the reach')
say(all(p['com_db'] >= 3 for p in row['points'] if p['length_m'] <= row['reach_m']),
    'every length up to the reach passes')
say(root['warnings'] == [], 'no warnings')
EOF

contract 'reach without one, and over the whole range' reach c2c.yaml card.yaml <<'EOF'
root = load('x', 'reach', 'rows', ['.rows[].reach_m'])
none, whole = root['rows']
say(none['reach_m'] is None and none['reason'] == 'fails_at_minimum', 'no reach')
say(none['margin_beyond_db'] < 0, 'its margin')
say('margin_at_reach_db' not in none and 'com_at_reach_db' not in none, 'what is not there')
near(whole['reach_m'], 0.4, 'the whole range')
say(whole['limited_by'] == 'range' and 'margin_beyond_db' not in whole, 'its limit')
EOF

contract 'models' models megtron7 <<'EOF'
root = load('x', 'models', 'rows')
need(root, 'kind name title source grade path folders', 'models')
row = {r['key']: r for r in root['rows']}
say(row['dk']['value'] == '3.4' and row['dk']['grade'] == 'published', 'dk')
say(row['f_low']['grade'] == 'assumed' and row['f_low']['note'], 'f_low')
EOF
echo "1..$n"

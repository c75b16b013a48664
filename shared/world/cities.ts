/**
 * Cities of the United States with what agrees with them: state, the first three digits of their
 * postal codes, and telephone area codes. No two rows share an area code. Some names occur in two
 * states, as they do in life.
 */

export interface City {
  readonly city: string;
  readonly region: string;
  readonly prefix: string;
  readonly areas: readonly string[];
}

const ROWS = `
New York|NY|100|212 646
Brooklyn|NY|112|718 347
Buffalo|NY|142|716
Rochester|NY|146|585
Albany|NY|122|518
Boston|MA|021|617
Worcester|MA|016|508
Springfield|MA|011|413
Providence|RI|029|401
Hartford|CT|061|860
New Haven|CT|065|203
Portland|ME|041|207
Burlington|VT|054|802
Manchester|NH|031|603
Newark|NJ|071|973
Jersey City|NJ|073|201
Trenton|NJ|086|609
Philadelphia|PA|191|215 267
Pittsburgh|PA|152|412
Wilmington|DE|198|302
Baltimore|MD|212|410 443
Washington|DC|200|202
Richmond|VA|232|804
Norfolk|VA|235|757
Charleston|WV|253|304
Raleigh|NC|276|919
Durham|NC|277|984
Charlotte|NC|282|704
Charleston|SC|294|843
Columbia|SC|292|803
Atlanta|GA|303|404 470
Savannah|GA|314|912
Jacksonville|FL|322|904
Miami|FL|331|305 786
Orlando|FL|328|407
Tampa|FL|336|813
Birmingham|AL|352|205
Mobile|AL|366|251
Jackson|MS|392|601
Nashville|TN|372|615
Memphis|TN|381|901
Knoxville|TN|379|865
Louisville|KY|402|502
Lexington|KY|405|859
Columbus|OH|432|614
Cleveland|OH|441|216
Cincinnati|OH|452|513
Toledo|OH|436|419
Indianapolis|IN|462|317
Detroit|MI|482|313
Grand Rapids|MI|495|616
Ann Arbor|MI|481|734
Milwaukee|WI|532|414
Madison|WI|537|608
Chicago|IL|606|312 773
Peoria|IL|616|309
Springfield|IL|627|217
Minneapolis|MN|554|612
Saint Paul|MN|551|651
Des Moines|IA|503|515
St. Louis|MO|631|314
Kansas City|MO|641|816
Kansas City|KS|661|913
Wichita|KS|672|316
Omaha|NE|681|402
Lincoln|NE|685|531
Oklahoma City|OK|731|405
Tulsa|OK|741|918
Little Rock|AR|722|501
New Orleans|LA|701|504
Baton Rouge|LA|708|225
Houston|TX|770|713 281
Dallas|TX|752|214 469
Fort Worth|TX|761|817
Austin|TX|787|512
San Antonio|TX|782|210
El Paso|TX|799|915
Denver|CO|802|303 720
Colorado Springs|CO|809|719
Albuquerque|NM|871|505
Phoenix|AZ|850|602
Tucson|AZ|857|520
Las Vegas|NV|891|702
Reno|NV|895|775
Salt Lake City|UT|841|801
Boise|ID|837|208
Billings|MT|591|406
Cheyenne|WY|820|307
Fargo|ND|581|701
Sioux Falls|SD|571|605
Los Angeles|CA|900|213 323
San Diego|CA|921|619
San Francisco|CA|941|415
Oakland|CA|946|510
San Jose|CA|951|408
Sacramento|CA|958|916
Fresno|CA|937|559
Portland|OR|972|503
Eugene|OR|974|541
Seattle|WA|981|206
Tacoma|WA|984|253
Spokane|WA|992|509
Anchorage|AK|995|907
Honolulu|HI|968|808`;

export const CITIES: readonly City[] = ROWS.trim()
  .split("\n")
  .map((row) => {
    const [city = "", region = "", prefix = "", areas = ""] = row.split("|");
    return { city, region, prefix, areas: areas.split(" ") };
  });
